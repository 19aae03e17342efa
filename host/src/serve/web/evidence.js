// What the machine saw: the stored page, inert in a frame, and beside it the source as it was received.

import { address, button, folded, h } from "../../web/dom.js";
import { say } from "../../web/texts.js";
import { readJson } from "./api.js";

// The pieces of evidence of a question; `turn()` shows the next one.
export function evidencePane(question, signal) {
  const pieces = question.evidence;
  const shown = h("div", { class: "shown" });
  const tabs = pieces.map((piece, at) =>
    button(labelOf(piece, at, pieces), () => show(at), { class: "piece" }),
  );
  const show = (at) => {
    tabs.forEach((tab, other) => tab.setAttribute("aria-pressed", String(other === at)));
    pane.at = at;
    shown.replaceChildren(...pieceParts(pieces[at], signal));
  };
  const pane = {
    at: 0,
    n: pieces.length,
    urls: [...pieces, ...(question.start_pages ?? [])].map((piece) => piece.url),
    turn: () => pieces.length > 1 && show((pane.at + 1) % pieces.length),
    node: h(
      "section",
      { class: "evidence", "aria-labelledby": "evidence" },
      h("h2", { id: "evidence" }, titleOf(question)),
      pieces.length > 1 ? h("div", { class: "pieces" }, tabs) : null,
      pieces.length > 0 ? shown : nothingShown(question),
      startPages(question),
    ),
  };
  if (pieces.length > 0) show(0);
  return pane;
}

function titleOf({ evidence }) {
  return evidence.length > 0 ? say("证据", "Evidence") : say("要看的页面", "Pages to look at");
}

function nothingShown({ instructions }) {
  if (instructions) {
    return h(
      "p",
      { class: "muted" },
      say(
        "在新窗口打开，照做法看；回来选结论，附上网址、原话或截图。",
        "They open in a window of their own. Come back, choose, and give the address, the words or a screenshot.",
      ),
    );
  }
  return h("p", { class: "muted" }, say("机器没有给出证据。", "The machine shows nothing."));
}

// Where a person begins to look.
function startPages({ start_pages: pages = [], evidence }) {
  if (pages.length === 0) return null;
  const list = h(
    "ul",
    { class: "start" },
    pages.map(({ role, url }) => h("li", {}, h("span", { class: "code" }, role), address(url))),
  );
  if (evidence.length === 0) return list;
  return folded(say("这个地区的起始页面", "Pages of the region to begin with"), () => list);
}

// A number, and the words where they tell the pieces apart; who hears the page hears them always.
function labelOf(piece, at, pieces) {
  const wordsOf = ({ quote, url }) => quote || url;
  const words = wordsOf(piece);
  const short = words.length > LABEL_CHARS ? `${words.slice(0, LABEL_CHARS)}…` : words;
  const isAlike = pieces.some((other, place) => place !== at && wordsOf(other) === words);
  return [`${at + 1} `, h("bdi", { class: isAlike ? "hidden" : null }, short)];
}

// Characters of a quote on the button that shows it.
const LABEL_CHARS = 14;

function pieceParts(piece, signal) {
  const { url, quote, page_url: pageUrl, bytes_url: bytesUrl, source_url: sourceUrl } = piece;
  return [
    h(
      "p",
      { class: "where" },
      address(url),
      bytesUrl ? h("a", { class: "bytes", href: bytesUrl, download: true }, say("原始字节", "Bytes")) : null,
    ),
    quote
      ? h(
          "figure",
          { class: "quote" },
          h("figcaption", { class: "hidden" }, say("引文", "Quote")),
          h("blockquote", {}, quote),
        )
      : null,
    h("div", { class: "panes" }, pageUrl ? framed(pageUrl) : null, sourceUrl ? source(piece, signal) : null),
  ].filter(Boolean);
}

// Nothing in the frame runs, loads or links: the server sends text in boxes, and the frame may do
// nothing at all.
function framed(pageUrl) {
  return h(
    "figure",
    { class: "pane" },
    h(
      "figcaption",
      {},
      say("存档页面（无脚本、无网络；Tab 离开）", "Stored page (no scripts, no network; Tab leaves it)"),
    ),
    h("iframe", {
      sandbox: "",
      src: pageUrl,
      title: say("存档页面，引文已标出", "Stored page, the quote marked"),
      referrerpolicy: "no-referrer",
    }),
  );
}

function source({ source_url: sourceUrl, quote }, signal) {
  const caption = h("figcaption", {}, say("收到的原文", "Source as received"));
  const text = h("pre", {
    class: "source",
    tabindex: "0",
    role: "region",
    "aria-label": say("收到的原文，引文已标出", "Source as received, the quote marked"),
    "aria-busy": "true",
  });
  readJson(sourceUrl)
    .then((found) => {
      if (signal.aborted) return;
      caption.append(` · ${sizeOf(found)}`);
      text.append(...found.parts.map(partOf));
      const mark = text.querySelector("mark");
      if (mark) text.scrollTop = mark.offsetTop - text.clientHeight / 3;
      else if (quote)
        caption.append(say(" · 引文在原文里写法不同", " · the quote is spelled otherwise here"));
    })
    .catch((error) => text.append(error.message))
    .finally(() => text.removeAttribute("aria-busy"));
  return h("figure", { class: "pane" }, caption, text);
}

function partOf({ text, is_marked: isMarked }) {
  return isMarked ? h("mark", {}, text) : text;
}

function sizeOf({ n_bytes: nBytes, charset, is_cut: isCut }) {
  const cut = isCut ? say("，节选", ", in part") : "";
  return `${charset ? `${charset} · ` : ""}${nBytes} ${say("字节", "bytes")}${cut}`;
}
