import { compile } from "css-select";
import type { AnyNode } from "domhandler";
import type { ExtractRule } from "../../types.ts";
import type { Boilerplate } from "./boilerplate.ts";
import { contains, type Element, type Page, parentOf, textOf } from "./dom.ts";
import { articleOf, embeddedData, type StateArticle } from "./state.ts";

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
  /** The part of the page that is read; null for all of it. */
  frame: Element | null;
}

/** The rule that holds for a capture: the latest that began on or before the day it was fetched. */
export function ruleAt(rules: ExtractRule[], fetchedAt: string): ExtractRule | null {
  const day = new Date(Date.parse(fetchedAt) + 8 * 3_600_000).toISOString().slice(0, 10);
  const begun = rules.filter((rule) => rule.from <= day).sort((a, b) => b.from.localeCompare(a.from));
  return begun[0] ?? null;
}

/**
 * Runs a rule's selectors over a parsed page; null where neither body nor state is there. A selector that is none
 * finds nothing.
 */
export function applyRule(page: Page, rule: ExtractRule, boilerplate: Boilerplate): RuleResult | null {
  const state = rule.state ? stateOf(page.elements, rule.state, boilerplate) : null;
  const bodies = outermost(matching(page.elements, rule.body));
  if (bodies.length === 0 && !state?.body) return null;
  const at = {
    title: first(page.elements, rule.title),
    time: first(page.elements, rule.time),
    author: first(page.elements, rule.author),
    source: first(page.elements, rule.source),
  };
  const chosen = rule.body?.includes(",") ? bodies.slice(0, 1) : bodies;
  const inside = chosen.flatMap((body) => page.elements.slice(body.startIndex ?? 0, (body.endIndex ?? 0) + 1));
  return {
    from: rule.from,
    title: state?.title ?? written(at.title, "content"),
    bodies: chosen,
    lead: matching(page.elements, rule.lead).slice(0, 1),
    time: state?.published[0] ?? written(at.time, "datetime", "content", "data-time"),
    author: state?.author ?? written(at.author, "content"),
    source: state?.source ?? written(at.source, "content"),
    remove: new Set((rule.remove ?? []).flatMap((selector) => matching(inside, selector))),
    state,
    frame: frameOf([...chosen, at.title, at.time]),
  };
}

function matching(elements: Element[], selector: string | undefined): Element[] {
  const fits = compiled(selector);
  return fits ? elements.filter(fits) : [];
}

function first(elements: Element[], selector: string | undefined): Element | null {
  const fits = compiled(selector);
  return (fits && elements.find(fits)) ?? null;
}

function compiled(selector: string | undefined): ((element: Element) => boolean) | null {
  if (selector === undefined) return null;
  try {
    return compile<AnyNode, Element>(selector);
  } catch {
    return null;
  }
}

const outermost = (elements: Element[]): Element[] =>
  elements.filter((element, at) => !elements.slice(Math.max(0, at - 50), at).some((other) => contains(other, element)));

/** An attribute of the element where it has one of those named, otherwise its text. */
function written(element: Element | null, ...attributes: string[]): string | null {
  if (!element) return null;
  for (const name of attributes) if (element.attribs[name]) return element.attribs[name];
  return textOf(element, 2000) || null;
}

/** The smallest element that holds what the rule found and what stands right beside it. */
function frameOf(found: (Element | null)[]): Element | null {
  const [one, ...others] = found.filter(
    (element) => element !== null && element.name !== "title" && element.name !== "meta",
  );
  let frame = one ? parentOf(one) : null;
  while (frame && others.some((other) => other && !contains(frame as Element, other))) frame = parentOf(frame);
  return (frame && parentOf(frame)) ?? frame;
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
    const article = articleOf(object, boilerplate.state, 1);
    if (article.body) return article;
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
