"""The ten points by selectolax (lexbor) and parsel (lxml), for the benchmark to talk to.

Reads one JSON value a line from stdin and answers each with one line on stdout:

  {"load": [page, ...], "points": [{"css": ..., "any": [word, ...] or null}, ...]}
  {"answers": tool}                what the tool answers, point by point, page by page
  {"times": n, "of": tool}         CPU time of this thread for doing all pages n times, in microseconds

Each tool is used the fastest way found: selectolax without mutation events and with the page as bytes,
parsel with selectors put into XPath once and text by a compiled XPath. The answers are as the sandbox's:
a number where elements are counted, else the text of the first element that holds one of the words,
white space folded, at most 200 characters, or null.
"""

import json
import sys
import time

from lxml import etree
from parsel import Selector
from parsel.csstranslator import HTMLTranslator
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

QUOTE_CHARS_MAX = 200

text_of = etree.XPath("string()")


def quote(text):
    return " ".join(text.split())[:QUOTE_CHARS_MAX]


def selectolax(page, points):
    # The host reads pages as a browser with scripts does, and so does lexbor if told to.
    options = LexborDocumentOptions.WO_EVENTS.value
    tree = LexborHTMLParser(page, scripting=True, options=options)
    answers = []
    for css, _, any_of in points:
        if any_of is None:
            answers.append(len(tree.css(css)))
            continue
        for node in tree.css(css):
            text = node.text()
            if any(word in text for word in any_of):
                answers.append(quote(text))
                break
        else:
            answers.append(None)
    return answers


def parsel(page, points):
    tree = Selector(body=page, encoding="utf8", type="html")
    answers = []
    for _, xpath, any_of in points:
        if any_of is None:
            answers.append(len(tree.xpath(xpath)))
            continue
        for node in tree.xpath(xpath):
            text = text_of(node.root)
            if any(word in text for word in any_of):
                answers.append(quote(text))
                break
        else:
            answers.append(None)
    return answers


TOOLS = {"selectolax": selectolax, "parsel": parsel}


def main():
    pages, points = [], []
    translator = HTMLTranslator()
    for line in sys.stdin:
        asked = json.loads(line)
        if "load" in asked:
            pages = [page.encode() for page in asked["load"]]
            points = [
                (point["css"], translator.css_to_xpath(point["css"]), point["any"])
                for point in asked["points"]
            ]
            answer = len(pages)
        elif "answers" in asked:
            tool = TOOLS[asked["answers"]]
            answer = [tool(page, points) for page in pages]
        else:
            tool = TOOLS[asked["of"]]
            start = time.thread_time()
            for _ in range(asked["times"]):
                for page in pages:
                    tool(page, points)
            answer = (time.thread_time() - start) * 1e6
        print(json.dumps(answer), flush=True)


main()
