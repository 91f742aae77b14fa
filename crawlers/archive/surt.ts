/**
 * Sort-friendly form of an address, `com,example)/path?a=1&b=2`: host parts reversed, lower case, `www.` dropped, query
 * parameters sorted. Addresses without host (`urn:…`) stay as they are. The same form as the `warcio` package writes.
 */
export function surt(url: string): string {
  if (!/^https?:/.test(url)) return url;
  let parsed: URL;
  try {
    parsed = new URL(url.toLowerCase().replace(/^(https?:\/\/)www\d*\./, "$1"));
  } catch {
    return url;
  }
  const host = parsed.hostname.split(".").reverse().join(",");
  const port = parsed.port ? `:${parsed.port}` : "";
  const query = parsed.search ? `?${parsed.search.slice(1).split("&").sort().join("&")}` : "";
  return `${host}${port})${parsed.pathname}${query}`;
}
