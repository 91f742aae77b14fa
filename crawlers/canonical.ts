/** How a source writes one article's address in several ways, and which of them counts. */
export interface CanonicalRules {
  /** Scheme that all addresses take. */
  scheme: "https" | "http";
  /** Other hosts of the same pages (mobile, old) and the host they become. */
  hosts: Record<string, string>;
  /** Query parameters that belong to the address; all others are dropped. */
  keep: string[];
  /** Rewrites of the path with its query, tried in order on the address after the rules above: pattern and replacement. */
  rewrite: [pattern: RegExp, replacement: string][];
}

/**
 * The one address of an article: rules of its source, no fragment, no parameters but those that name the article.
 * Text that is no address is given back as it is.
 */
export function canonicalUrl(url: string, source: { canonical: CanonicalRules }): string {
  const rules = source.canonical;
  let parsed: URL;
  try {
    parsed = new URL(url.trim());
  } catch {
    return url;
  }
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") return url;
  const host = rules.hosts[parsed.hostname] ?? parsed.hostname;
  const kept = [...parsed.searchParams].filter(([name]) => rules.keep.includes(name));
  const query = kept.length ? `?${new URLSearchParams(kept)}` : "";
  const port = isDefaultPort(parsed.port) ? "" : `:${parsed.port}`;
  const address = `${rules.scheme}://${host}${port}${parsed.pathname}${query}`;
  for (const [pattern, replacement] of rules.rewrite) {
    if (pattern.test(address)) return address.replace(pattern, replacement);
  }
  return address;
}

const isDefaultPort = (port: string): boolean => port === "" || port === "80" || port === "443";
