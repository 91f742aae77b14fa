"""Crawls the same site with Scrapy, 50 requests at a time: <port>. Prints pages, seconds and peak memory as JSON."""
import json
import resource
import sys
import time

import scrapy
from scrapy.crawler import CrawlerProcess

port = sys.argv[1]
pages = 0


class Site(scrapy.Spider):
    name = "site"
    start_urls = [f"http://127.0.0.1:{port}/list/1"]

    def parse(self, response):
        for link in response.css("li a"):
            yield response.follow(link, self.article)
        for link in response.css("a.next"):
            yield response.follow(link, self.parse)

    def article(self, response):
        global pages
        pages += 1


process = CrawlerProcess(
    settings={
        "LOG_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
        "CONCURRENT_REQUESTS": 50,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 50,
        "TELNETCONSOLE_ENABLED": False,
    }
)
process.crawl(Site)
start = time.monotonic()
process.start()
seconds = time.monotonic() - start
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"pages": pages, "seconds": seconds, "megabytes": megabytes}))
