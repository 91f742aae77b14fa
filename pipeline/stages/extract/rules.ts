import { load } from "cheerio/slim";
import type { ExtractRule } from "../../types.ts";
import type { Boilerplate } from "./boilerplate.ts";
import { contains, type Element, type Page, textOf } from "./dom.ts";
import { embeddedData, type StateArticle, stateArticles } from "./state.ts";

/** What a source's rule found. Texts as written. */
export interface RuleResult {
  from: string;
  title: string | null;
  bodies: Element[];
  lead: Element[];
  time: string | null;
  author: string | null;
  source: string | null;
  remove: Set<Element>;
  state: StateArticle | null;
}

/** The rule that holds for a capture: the latest that began on or before the day it was fetched. */
export function ruleAt(rules: ExtractRule[], fetchedAt: string): ExtractRule | null {
  const day = new Date(Date.parse(fetchedAt) + 8 * 3_600_000).toISOString().slice(0, 10);
  const begun = rules.filter((rule) => rule.from <= day).sort((a, b) => b.from.localeCompare(a.from));
  return begun[0] ?? null;
}

/** Runs a rule's selectors over a parsed page; null where neither body nor state is there. */
export function applyRule(page: Page, rule: ExtractRule, boilerplate: Boilerplate): RuleResult | null {
  const $ = load(page.document, { xml: { xmlMode: false } });
  const all = (selector: string | undefined): Element[] =>
    selector === undefined
      ? []
      : ($(selector)
          .toArray()
          .filter((node) => "attribs" in node) as unknown as Element[]);
  const text = (selector: string | undefined, ...attributes: string[]): string | null => {
    const [first] = all(selector);
    if (!first) return null;
    for (const name of attributes) if (first.attribs[name]) return first.attribs[name];
    return textOf(first, 2000) || null;
  };
  const state = rule.state ? stateOf(page.elements, rule.state, boilerplate) : null;
  const bodies = all(rule.body).filter(
    (element, at, list) => !list.some((other, o) => o < at && contains(other, element)),
  );
  if (bodies.length === 0 && !state?.body) return null;
  return {
    from: rule.from,
    title: state?.title ?? text(rule.title, "content"),
    bodies: bodies.length > 1 && !rule.body?.includes(",") ? bodies : bodies.slice(0, 1),
    lead: all(rule.lead).slice(0, 1),
    time: state?.published[0] ?? text(rule.time, "datetime", "content", "data-time"),
    author: state?.author ?? text(rule.author, "content"),
    source: state?.source ?? text(rule.source, "content"),
    remove: new Set((rule.remove ?? []).flatMap((selector) => all(selector))),
    state,
  };
}

/** Reads dotted paths (`article.content`, `list.0.title`) in the named global or script. */
function stateOf(
  elements: Element[],
  rule: NonNullable<ExtractRule["state"]>,
  boilerplate: Boilerplate,
): StateArticle | null {
  const named = embeddedData(elements).filter(({ name }) => name === rule.name || name.endsWith(`.${rule.name}`));
  for (const { value } of named) {
    const at = (path: string | undefined) => (path === undefined ? undefined : follow(value, path));
    const object = {
      title: at(rule.title),
      content: at(rule.body),
      published: at(rule.published),
      source: at(rule.source),
      author: at(rule.author),
    };
    const [article] = stateArticles([{ value: object }], boilerplate.state);
    if (article?.body) return article;
  }
  return null;
}

function follow(value: unknown, path: string): unknown {
  let node = value;
  for (const key of path.split(".")) {
    if (node === null || typeof node !== "object" || !Object.hasOwn(node, key)) return undefined;
    node = (node as Record<string, unknown>)[key];
  }
  return node;
}
