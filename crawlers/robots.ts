/** Rules of a robots.txt for one crawler, by RFC 9309. */
export interface RobotsRules {
  rules: { allow: boolean; pattern: string }[];
  /** Seconds, of Crawl-delay; null where there is none. */
  crawlDelay: number | null;
  sitemaps: string[];
}

export interface RobotsVerdict {
  allowed: boolean;
  /** The line that decided, as `Disallow: /private`; null where none applies. */
  rule: string | null;
}

/** RFC 9309 asks for at least 500 KiB to be read. */
const BYTES_MAX = 512 * 1024;
const RULES_MAX = 20_000;

/**
 * Reads a robots.txt for a crawler.
 * @param product the crawler's product token, as `modeltide`
 */
export function parseRobots(text: string, product: string): RobotsRules {
  const wanted = product.toLowerCase();
  const own: RobotsRules = { rules: [], crawlDelay: null, sitemaps: [] };
  const all: RobotsRules = { rules: [], crawlDelay: null, sitemaps: own.sitemaps };
  let named = false;
  let targets: RobotsRules[] = [];
  let inRules = true;
  for (const line of text.slice(0, BYTES_MAX).split(/\r\n|\r|\n/)) {
    const colon = line.indexOf(":");
    if (colon < 0) continue;
    const key = line.slice(0, colon).trim().toLowerCase();
    const value = (line.slice(colon + 1).split("#", 1)[0] ?? "").trim();
    if (key === "user-agent") {
      // Neighbouring user-agent lines share the rules that follow them.
      if (inRules) targets = [];
      inRules = false;
      const token = /^[a-z_*-]+/i.exec(value)?.[0]?.toLowerCase();
      if (token === wanted) {
        named = true;
        targets.push(own);
      } else if (value.startsWith("*")) targets.push(all);
    } else if (key === "sitemap") {
      if (own.sitemaps.length < 100) own.sitemaps.push(value);
    } else if (key === "allow" || key === "disallow" || key === "crawl-delay") {
      inRules = true;
      for (const target of targets) addRule(target, key, value);
    }
  }
  return named ? own : all;
}

function addRule(target: RobotsRules, key: string, value: string): void {
  if (key === "crawl-delay") {
    const seconds = Number(value);
    if (value && seconds >= 0 && seconds < 86_400) target.crawlDelay = Math.max(target.crawlDelay ?? 0, seconds);
  } else if (value && target.rules.length < RULES_MAX) {
    target.rules.push({ allow: key === "allow", pattern: value });
  }
}

/** What the rules say of an address: the longest matching pattern wins, `Allow` where two are equally long. */
export function robotsVerdict({ rules }: RobotsRules, url: string): RobotsVerdict {
  const { pathname, search } = new URL(url);
  if (pathname === "/robots.txt") return { allowed: true, rule: null };
  const path = normalized(pathname + search);
  let best: { allow: boolean; pattern: string } | null = null;
  for (const rule of rules) {
    const longer = !best || rule.pattern.length > best.pattern.length;
    const equal = best?.pattern.length === rule.pattern.length;
    if ((longer || (equal && rule.allow && !best?.allow)) && matches(normalized(rule.pattern), path)) best = rule;
  }
  if (!best) return { allowed: true, rule: null };
  return { allowed: best.allow, rule: `${best.allow ? "Allow" : "Disallow"}: ${best.pattern}` };
}

/** Prefix match with `*` for anything and a closing `$`; time grows with the product of the lengths at most. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith("$");
  const parts = (anchored ? pattern.slice(0, -1) : pattern).split("*");
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (index === 0) {
      if (!path.startsWith(part)) return false;
      at = part.length;
    } else if (anchored && index === parts.length - 1) {
      return path.length - part.length >= at && path.endsWith(part);
    } else {
      const found = path.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
  }
  return !anchored || at === path.length;
}

/** Percent-encoding in one form: what needs none is decoded, letters of codes are upper case, other characters encoded. */
function normalized(path: string): string {
  return path
    .replace(/[^\x21-\x7e]+/g, (text) => encodeURI(text.toWellFormed()))
    .replace(/%([0-9a-fA-F]{2})/g, (code, hex: string) => {
      const char = String.fromCharCode(Number.parseInt(hex, 16));
      return /[A-Za-z0-9._~-]/.test(char) ? char : code.toUpperCase();
    });
}
