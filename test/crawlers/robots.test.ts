import { describe, expect, it } from "vitest";
import { parseRobots, robotsVerdict } from "../../crawlers/robots.ts";

const allowed = (robots: string, path: string): boolean =>
  robotsVerdict(parseRobots(robots, "modeltide"), `https://example.org${path}`).allowed;

describe("robots.txt", () => {
  it("takes the group of our name, whatever its case, and no other", () => {
    const robots = "User-agent: *\nDisallow: /\n\nUser-agent: ModelTide\nDisallow: /private\n";
    expect(allowed(robots, "/news")).toBe(true);
    expect(allowed(robots, "/private/x")).toBe(false);
    expect(allowed("User-agent: modeltide-news\nDisallow: /", "/news")).toBe(true);
  });

  it("joins groups of the same name, and gives neighbouring names the same rules", () => {
    const robots =
      "User-agent: a\nUser-agent: modeltide\nDisallow: /a\n\nUser-agent: b\nDisallow: /b\n\nUser-agent: modeltide\nDisallow: /c";
    expect(["/a", "/b", "/c"].map((path) => allowed(robots, path))).toEqual([false, true, false]);
  });

  it("falls back on the rules for all", () => {
    expect(allowed("User-agent: *\nDisallow: /admin/", "/admin/x")).toBe(false);
    expect(allowed("User-agent: other\nDisallow: /", "/x")).toBe(true);
    expect(allowed("", "/x")).toBe(true);
  });

  it("lets the longest match win, and Allow between equals", () => {
    const robots = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nDisallow: /same\nAllow: /same";
    expect(["/a", "/a/b", "/a/b/c", "/same"].map((path) => allowed(robots, path))).toEqual([false, true, false, true]);
  });

  it("knows wildcards and the end mark", () => {
    const robots = "User-agent: *\nDisallow: /*.php$\nDisallow: /*/draft/\nDisallow: /q?*id=";
    expect(allowed(robots, "/x.php")).toBe(false);
    expect(allowed(robots, "/x.php?a")).toBe(true);
    expect(allowed(robots, "/y/draft/1")).toBe(false);
    expect(allowed(robots, "/q?a=1&id=2")).toBe(false);
  });

  it("compares percent-encoded and plain forms of the same path", () => {
    expect(allowed("User-agent: *\nDisallow: /新闻/", "/%E6%96%B0%E9%97%BB/1")).toBe(false);
    expect(allowed("User-agent: *\nDisallow: /%7ejoe", "/~joe")).toBe(false);
    expect(allowed("User-agent: *\nDisallow: /a%2fb", "/a/b")).toBe(true);
  });

  it("treats an empty Disallow as no rule, and robots.txt itself as allowed", () => {
    expect(allowed("User-agent: *\nDisallow:", "/x")).toBe(true);
    expect(allowed("User-agent: *\nDisallow: /", "/robots.txt")).toBe(true);
  });

  it("reads Crawl-delay and names the rule that decided", () => {
    const rules = parseRobots("User-agent: *\nCrawl-delay: 12.5\nDisallow: /x # private\n", "modeltide");
    expect(rules.crawlDelay).toBe(12.5);
    expect(robotsVerdict(rules, "https://example.org/x/1")).toEqual({ allowed: false, rule: "Disallow: /x" });
  });

  it("takes no time for patterns made to take long", () => {
    const robots = `User-agent: *\n${`Disallow: /${"*a".repeat(2000)}b$\n`.repeat(50)}`;
    const start = process.cpuUsage().user;
    expect(allowed(robots, `/${"a".repeat(2000)}`)).toBe(true);
    expect(process.cpuUsage().user - start).toBeLessThan(5_000_000);
  });
});
