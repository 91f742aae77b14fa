import type { Boilerplate } from "./boilerplate.ts";
import { squash } from "./clean.ts";
import { collapse, decodeReferences, type Element, parsePage, textOf } from "./dom.ts";
import { readLiteral } from "./literal.ts";

/** What an embedded object says about an article. Strings as the page wrote them; `body` is HTML or text. */
export interface StateArticle {
  title: string | null;
  body: string | null;
  published: string[];
  source: string | null;
  author: string | null;
  /** Chinese characters of the body. */
  chars: number;
}

const LONGEST_SCRIPT = 3_000_000;
const MOST_LITERALS = 60;
const MOST_VALUES = 100_000;
const ASSIGNED =
  /(?:(?:var|let|const)\s+|window\.|window\[["']|\b)([\w$.]{1,60})(?:["']\])?\s{0,4}[=:]\s{0,4}(?:JSON\.parse\(\s{0,4})?(?=[{["'])/g;

const ASSIGNED_TIME =
  /\b(?:ct|pub_?(?:lish)?_?(?:time|date|ed_?at)|ori_?create_?time|create_?time|news_?time)["']?\s{0,3}[=:]\s{0,3}["']?(1\d{9}(?:\d{3})?|20\d\d-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?)(?![\d])/gi;

/** Roots of all embedded data: JSON scripts, assigned literals, `JSON.parse("…")`, textareas that hold the article. */
export function embeddedData(elements: Element[]): { name: string; value: unknown }[] {
  const found: { name: string; value: unknown }[] = [];
  const held: Record<string, string> = {};
  for (const element of elements) {
    if (found.length >= MOST_LITERALS) break;
    if (element.name === "textarea") {
      const key = (element.attribs.class ?? element.attribs.id ?? "").split(/\s+/)[0] ?? "";
      const text = element.children.map((child) => ("data" in child ? child.data : "")).join("");
      if (/^(?:article|news|content)-\w/.test(key) && text.trim() !== "")
        held[key.replace(/^\w+?-/, "").replace(/-/g, "_")] ??= text.trim();
      continue;
    }
    if (element.name !== "script") continue;
    const first = element.children[0];
    const script = first && "data" in first ? first.data : "";
    const type = element.attribs.type ?? "";
    if (script.length < 40 || script.length > LONGEST_SCRIPT || type === "application/ld+json") continue;
    if (/json/i.test(type)) found.push({ name: element.attribs.id ?? "", value: unflatten(parseJson(script)) });
    else if (/[\u4e00-\u9fff]|\\u[4-9]|%[Ee][4-9]/.test(script)) found.push(...assigned(script));
  }
  if (Object.keys(held).length > 1) found.push({ name: "textarea", value: held });
  return found;
}

function assigned(script: string): { name: string; value: unknown }[] {
  const found: { name: string; value: unknown }[] = [];
  let after = 0;
  for (const match of script.matchAll(ASSIGNED)) {
    const at = (match.index ?? 0) + match[0].length;
    if (at < after || found.length >= MOST_LITERALS) continue;
    const quoted = script[at] === '"' || script[at] === "'";
    if (quoted && !match[0].includes("JSON.parse")) continue;
    const value = readLiteral(script, at);
    const size = quoted ? String(value).length : sizeOf(script, at);
    if (size < 100) continue;
    after = at + size;
    found.push({ name: match[1] ?? "", value: quoted ? parseJson(String(value)) : value });
  }
  return found;
}

/** Characters of a literal up to its closing bracket, strings left aside; enough to step over what was read. */
function sizeOf(script: string, from: number): number {
  let depth = 0;
  let quote = "";
  for (let at = from; at < script.length; at++) {
    const char = script[at] as string;
    if (quote) {
      if (char === "\\") at++;
      else if (char === quote) quote = "";
    } else if (char === '"' || char === "'" || char === "`") quote = char;
    else if (char === "{" || char === "[") depth++;
    else if ((char === "}" || char === "]") && --depth === 0) return at - from + 1;
  }
  return script.length - from;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return readLiteral(text, 0);
  }
}

/** Nuxt 3 keeps one array in which objects hold positions instead of values: puts the values back, two levels deep. */
function unflatten(value: unknown): unknown {
  if (!Array.isArray(value) || value.length < 3) return value;
  const plain = value.filter((one) => one !== null && typeof one === "object" && !Array.isArray(one));
  const positions = plain.every((one) => Object.values(one as object).every((at) => Number.isInteger(at)));
  if (plain.length === 0 || !positions) return value;
  return plain.map((one) =>
    Object.fromEntries(Object.entries(one as Record<string, number>).map(([key, at]) => [key, value[at] ?? null])),
  );
}

/**
 * The article that a page's embedded data hold: the one with the page's title, its facts put together from all objects
 * that carry that title. Null where no object does.
 */
export function articleInState(
  elements: Element[],
  titles: (string | null)[],
  boilerplate: Boilerplate,
): StateArticle | null {
  const names = titles.map((title) => squash(title ?? "")).filter((name) => name.length >= 4);
  const same = stateArticles(embeddedData(elements), boilerplate.state).filter(({ title }) => {
    const name = squash(title ?? "");
    return name.length >= 4 && names.some((one) => one.includes(name) || name.includes(one));
  });
  const [first, ...others] = same.sort((a, b) => b.chars - a.chars);
  if (!first) return null;
  return {
    ...first,
    published: [...first.published, ...others.flatMap((other) => other.published)],
    source: first.source ?? others.find((other) => other.source)?.source ?? null,
    author: first.author ?? others.find((other) => other.author)?.author ?? null,
  };
}

/** Times that scripts assign to variables named for publication: `var ct = "1581517074"`. */
export function assignedTimes(elements: Element[]): string[] {
  const found: string[] = [];
  for (const element of elements) {
    const first = element.name === "script" ? element.children[0] : undefined;
    const script = first && "data" in first ? first.data : "";
    if (script.length > LONGEST_SCRIPT) continue;
    for (const match of script.matchAll(ASSIGNED_TIME)) if (match[1] && found.length < 20) found.push(match[1]);
  }
  return found;
}

/** Objects of embedded data that look like an article: they have a body, or a title beside a time or source. */
function stateArticles(roots: { value: unknown }[], keys: Boilerplate["state"]): StateArticle[] {
  const found: StateArticle[] = [];
  const stack: { value: unknown; title: string | null }[] = roots.map(({ value }) => ({ value, title: null }));
  for (let visited = 0; stack.length > 0 && visited < MOST_VALUES; visited++) {
    const { value, title } = stack.pop() as { value: unknown; title: string | null };
    if (value === null || typeof value !== "object") continue;
    const article = Array.isArray(value) ? null : articleOf(value as Record<string, unknown>, keys);
    if (article) {
      if (article.title || article.published.length > 0 || article.source || article.body)
        found.push(article.title ? article : { ...article, title });
    }
    const below = article ? (article.title ?? title) : title;
    for (const child of Object.values(value))
      if (child !== null && typeof child === "object") stack.push({ value: child, title: below });
  }
  return found;
}

/** What an object says of an article; texts of fewer Chinese characters than `least` are no body. */
export function articleOf(object: Record<string, unknown>, keys: Boilerplate["state"], least = 40): StateArticle {
  const article: StateArticle = { title: null, body: null, published: [], source: null, author: null, chars: 0 };
  const times: [number, string][] = [];
  const order = [...keys.published];
  const nested = ["subInfo", "sub_info", "pgc", "publish"].flatMap((key) =>
    object[key] && typeof object[key] === "object" ? Object.entries(object[key] as object) : [],
  );
  for (const [key, value] of [...Object.entries(object), ...nested]) {
    const name = key.toLowerCase();
    if (keys.body.has(name)) {
      const body = bodyText(value);
      const chars = body ? (body.match(/[\u4e00-\u9fff]/g)?.length ?? 0) : 0;
      if (chars >= least && chars > article.chars) Object.assign(article, { body, chars });
    }
    const short = plain(value);
    if (short === null) continue;
    if (keys.title.has(name)) article.title ??= short;
    if (keys.published.has(name)) times.push([order.indexOf(name), short]);
    if (keys.source.has(name)) article.source ??= short;
    if (keys.author.has(name)) article.author ??= short;
  }
  article.published = times.sort((a, b) => a[0] - b[0]).map(([, time]) => time);
  return article;
}

/** A short string or number, entities decoded and quotes around it gone; null for anything else. */
function plain(value: unknown): string | null {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (value !== null && typeof value === "object" && "name" in value) return plain(value.name);
  if (typeof value !== "string" || value === "" || value.length > 300) return null;
  const text = collapse(decodeReferences(value)).replace(/^"(.*)"$/, "$1");
  return text.includes("<") ? textOf(wrapped(text)) : text || null;
}

/** The HTML or text that a body's value holds: a string, possibly escaped twice, or pieces in a list. */
function bodyText(value: unknown): string | null {
  if (typeof value === "string") {
    const decoded = /^\s*"?&(?:lt|#60|#x3c);|&lt;(?:p|div|br|section|img)\b/i.test(value)
      ? decodeReferences(value)
      : value;
    return decoded.replace(/^\s*"([\s\S]*)"\s*$/, "$1");
  }
  if (!Array.isArray(value)) return null;
  const pieces = value.slice(0, 2000).map((piece) => {
    if (typeof piece === "string") return /^\s*"?&(?:lt|quot);/.test(piece) ? decodeReferences(piece) : piece;
    if (piece === null || typeof piece !== "object") return "";
    const { data, text, content, value: inner, desc } = piece as Record<string, unknown>;
    return [data, text, content, inner, desc].find((one) => typeof one === "string" && !/^https?:/.test(one)) ?? "";
  });
  return pieces.map((piece) => `<div>${String(piece).replace(/^"([\s\S]*)"$/, "$1")}</div>`).join("\n");
}

function wrapped(html: string): Element {
  return parsePage(`<div>${html}</div>`).elements[0] as Element;
}
