import { type CheerioAPI, load } from "cheerio/slim";
import type { ExtractRule } from "../pipeline/types.ts";
import { stateOf } from "./discover/embedded-state.ts";
import { decodeText } from "./http/charset.ts";

/** What a source's selectors find on one of its pages. */
export interface PageFindings {
  title: string | null;
  /** Characters of text. */
  bodyLength: number;
  time: string | null;
  /** Selectors of the rule that found nothing, as `body: div.article`. */
  missing: string[];
}

/** Characters from which on a body counts as found. */
const BODY_MIN = 20;

/** Applies the rule that held on the day of the fetch; null where the source has none for it. */
export function checkPage(
  body: Buffer,
  contentType: string,
  rules: ExtractRule[],
  fetchedAt: string,
): PageFindings | null {
  const rule = rules.findLast(({ from }) => from <= fetchedAt.slice(0, 10));
  if (!rule) return null;
  const html = decodeText(body, contentType);
  const $ = load(html);
  const missing: string[] = [];
  const find = (what: string, selector: string | undefined): string | null => {
    if (!selector) return null;
    const text = textOf($, selector);
    if (!text) missing.push(`${what}: ${selector}`);
    return text;
  };
  const inState = rule.state ? hasState(html, rule.state.name) : false;
  if (rule.state && !inState && !rule.body) missing.push(`state: ${rule.state.name}`);
  const text = inState ? null : find("body", rule.body);
  const title = find("title", inState ? undefined : rule.title);
  const time = find("time", inState ? undefined : rule.time);
  return { title, time, bodyLength: inState ? html.length : (text?.length ?? 0), missing };
}

/** True where the rule's body stands on the page. */
export const hasBody = (findings: PageFindings): boolean => findings.bodyLength >= BODY_MIN;

function textOf($: CheerioAPI, selector: string): string | null {
  const text = $(selector).first().text().replace(/\s+/g, " ").trim();
  return text || null;
}

function hasState(html: string, name: string): boolean {
  try {
    return stateOf(html, name) !== null;
  } catch {
    return false;
  }
}
