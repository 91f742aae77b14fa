/** One way to read an address as that of a page of something: what remains without the number. */
export interface Numbered {
  /** The address without the page's number. */
  url: URL;
  number: number;
  /** Where the number stood; null for an address that is taken whole. */
  form: "query" | "mark" | "folder" | null;
}

const MARK = /[_-](?:p|page)?(\d{1,2})(?=(?:\.s?html?|\/)?$)/i;
const FOLDER = /\/(\d{1,2})(?=(?:\.s?html?|\/)?$)/;
/** The day in an address is no page. */
const DAY = /\b\d{4}[-_/]?\d{1,2}[-_/]\d{1,2}(?:\.s?html?|\/)?$/;
const ENDING = /(?:\.s?html?|\/)$/;

/** All ways to read a page's number in an address: `123_2.html`, `123/2`, `123?page=2`. */
export function numberings(address: URL): Numbered[] {
  const found: Numbered[] = [];
  for (const [name, value] of address.searchParams) {
    if (!/^(?:p|page|pn)$/i.test(name) || !/^\d{1,2}$/.test(value)) continue;
    const url = new URL(address);
    url.searchParams.delete(name);
    found.push({ url, number: Number(value), form: "query" });
  }
  for (const [pattern, form] of [
    [MARK, "mark"],
    [FOLDER, "folder"],
  ] as const) {
    const number = pattern.exec(address.pathname)?.[1];
    if (number === undefined || DAY.test(address.pathname)) continue;
    const url = new URL(address);
    url.pathname = address.pathname.replace(pattern, "");
    found.push({ url, number: Number(number), form });
  }
  return found;
}

/** True where two addresses are one but for scheme, ending and the order of their parameters. */
export const samePath = (a: URL, b: URL): boolean => seriesOf(a) === seriesOf(b);

/** What addresses of one article have in common: host, path without its ending, parameters in order. */
export function seriesOf(address: URL): string {
  const parameters = [...address.searchParams].map(([name, value]) => `${name}=${value}`).sort();
  const path = address.pathname.replace(ENDING, "");
  return `${address.host}${path}${parameters.length ? `?${parameters.join("&")}` : ""}`;
}
