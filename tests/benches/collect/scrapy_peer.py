"""Scrapy over the benchmark's site: `scrapy_peer.py PORT PAGES_PER_HOST HOSTS nothing|css`.

Its own engine with all that slows it down switched off: no robots, no pauses, no cookies, no retries, no
filter of duplicates, no log. It is given the addresses, as our side is. Writes one line: pages, bytes,
links or `-`, CPU seconds before the work, seconds of the work.
"""

import sys
import time

import scrapy
from scrapy.crawler import CrawlerProcess

PORT, PAGES, HOSTS = (int(argument) for argument in sys.argv[1:4])
BY_CSS = sys.argv[4] == "css"
AT_ONCE_PER_HOST = 2

had = {"pages": 0, "bytes": 0, "links": 0}


class Site(scrapy.Spider):
    name = "site"
    custom_settings = {
        "AUTOTHROTTLE_ENABLED": False,
        "CONCURRENT_REQUESTS": HOSTS * AT_ONCE_PER_HOST,
        "CONCURRENT_REQUESTS_PER_DOMAIN": AT_ONCE_PER_HOST,
        "COOKIES_ENABLED": False,
        "DOWNLOAD_DELAY": 0,
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "RETRY_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
        "TELNETCONSOLE_ENABLED": False,
    }

    async def start(self):
        for page in range(PAGES):
            for host in range(1, HOSTS + 1):
                path = f"/p/{page}" if page else "/"
                yield scrapy.Request(f"http://127.0.1.{host}:{PORT}{path}", dont_filter=True)

    def parse(self, response):
        had["pages"] += 1
        had["bytes"] += len(response.body)
        if BY_CSS:
            had["links"] += len(response.css("a::attr(href)").getall())


cpu_before, start = time.process_time(), time.monotonic()
process = CrawlerProcess({"LOG_LEVEL": "ERROR"})
process.crawl(Site)
process.start()
links = had["links"] if BY_CSS else "-"
print(had["pages"], had["bytes"], links, cpu_before, time.monotonic() - start)
