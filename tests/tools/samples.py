"""Writes archives as warcio and as crawlers around browsers do.

usage: samples.py FOLDER
"""

import os
import sys
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = "<html><head><meta charset=gbk><title>\u653f\u52a1\u516c\u5f00</title></head></html>".encode("gbk")
DATE = {"WARC-Date": "2019-01-01T00:00:00Z"}


def headers(*more):
    return StatusAndHeaders("200 OK", [("Content-Type", "text/html"), *more], protocol="HTTP/1.1")


def answer(writer, url, body, http, **fields):
    record = writer.create_warc_record(
        url, "response", payload=BytesIO(body), http_headers=http,
        warc_headers_dict={**DATE, **fields},
    )
    writer.write_record(record)
    return record


def warcio(path, gzip):
    with open(path, "wb") as out:
        writer = WARCWriter(out, gzip=gzip)
        writer.write_record(writer.create_warcinfo_record("t.warc", {"software": "warcio"}))
        first = answer(writer, "http://warcio.test/", PAGE, headers())
        chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
        answer(writer, "http://warcio.test/chunked", chunked, headers(("Transfer-Encoding", "chunked")))
        writer.write_record(writer.create_revisit_record(
            "http://warcio.test/again", first.rec_headers["WARC-Payload-Digest"],
            "http://warcio.test/", "2019-01-01T00:00:00Z", http_headers=headers(),
        ))
        writer.write_record(writer.create_warc_record(
            "http://warcio.test/text", "conversion", payload=BytesIO("\u653f\u52a1".encode()),
            warc_content_type="text/plain",
        ))


def browser(path):
    """HTTP/2 told apart, page infos and screenshots as resources, bodies decoded."""
    with open(path, "wb") as out:
        writer = WARCWriter(out, gzip=True, warc_version="1.1")
        answer(
            writer, "https://browser.test/", PAGE,
            headers(("x-orig-content-encoding", "br"), ("x-orig-transfer-encoding", "chunked")),
            **{"WARC-Protocol": "h2", "WARC-Resource-Type": "document",
               "WARC-JSON-Metadata": '{"ipType":"Public"}'},
        )
        for url, kind in [
            ("urn:pageinfo:https://browser.test/", "application/json"),
            ("urn:view:https://browser.test/", "image/png"),
            ("https://browser.test/data", "text/html; charset=gbk"),
        ]:
            writer.write_record(writer.create_warc_record(
                url, "resource", payload=BytesIO(PAGE), warc_content_type=kind,
                warc_headers_dict=DATE,
            ))


folder = sys.argv[1]
warcio(os.path.join(folder, "warcio.warc.gz"), True)
warcio(os.path.join(folder, "warcio.warc"), False)
browser(os.path.join(folder, "browser.warc.gz"))
