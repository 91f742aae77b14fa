import type { Dropped, Extracted, ExtractRule, Hints } from "../../types.ts";
import { type Block, blocksOf } from "./blocks.ts";
import { findBody, regionOf } from "./body.ts";
import type { Boilerplate } from "./boilerplate.ts";
import { decodePage } from "./charset.ts";
import { chooseText } from "./choose.ts";
import { parsePage, textOf } from "./dom.ts";
import { sourceName, visibleAuthor, visibleSource } from "./facts.ts";
import { finish } from "./finish.ts";
import { garbling } from "./garbled.ts";
import { hidingOf } from "./hidden.ts";
import { articleLines, leadOf, revealHidden, type Surroundings, surroundingsOf } from "./lines.ts";
import { type Metadata, metadataOf } from "./metadata.ts";
import { publishedOf } from "./page-times.ts";
import { pagerOf } from "./paging.ts";
import { applyRule, type RuleResult, ruleAt } from "./rules.ts";
import { articleInState, type StateArticle } from "./state.ts";
import { cleanTitle, titleOf } from "./title.ts";
import { RoleBook } from "./words.ts";

export interface PageInput {
  html: string | Buffer;
  contentType?: string | undefined;
  url?: string | null;
  /** ISO 8601 instant; relative dates are read against it. */
  fetchedAt: string;
  rules?: ExtractRule[];
  hints?: Hints;
}

/**
 * Takes the article out of one page: by the source's rule where it has one that fits, otherwise by structure.
 * Drops `empty`, `challenge`, `no-article` and `garbled` pages.
 */
export function extractPage(input: PageInput, boilerplate: Boilerplate): Extracted | Dropped {
  const { fetchedAt, hints = {}, url = null } = input;
  const html = typeof input.html === "string" ? input.html : decodePage(input.html, input.contentType);
  if (html.trim() === "") return { dropped: "empty" };
  const page = parsePage(html);
  const metadata = metadataOf(page.elements, boilerplate.meta);
  const rule = ruleAt(input.rules ?? [], fetchedAt);
  const ruled = rule ? applyRule(page, rule, boilerplate) : null;
  const hiding = hidingOf(page.elements, boilerplate);
  const blocks = blocksOf(
    ruled?.frame ? [ruled.frame] : page.roots,
    (element) => ruled?.remove.has(element) === true || hiding(element),
  );
  const roles = new RoleBook(boilerplate);
  if (!ruled) revealHidden(blocks);

  const early = ruled?.title ? { text: ruled.title, at: -1 } : titleOf(blocks, metadata, -1, boilerplate);
  const region = ruled ? regionOf(blocks, ruled.bodies) : findBody(blocks, early.at, roles, boilerplate);
  const found = region && !ruled ? titleOf(blocks, metadata, region.begin, boilerplate) : early;
  const visibleTitle = ruled?.title ?? (found.at >= 0 ? found.text : (hints.title ?? found.text));
  const around = surroundingsOf(blocks, found.at, region);
  const visible = region ? articleLines(blocks, region, roles, boilerplate) : { lines: [], removed: [] };
  const state = ruled
    ? ruled.state
    : articleInState(page.elements, [visibleTitle, metadata.documentTitle], boilerplate);
  const chosen = chooseText(visible, state, metadata.articleBody, Boolean(ruled?.state), boilerplate);
  const lead = ruled ? ruledLead(ruled) : chosen.rule === "generic" ? leadOf(around.head, chosen.lines) : [];
  const unseen = !ruled?.title && found.at < 0;
  const title = cleanTitle((unseen && state?.title) || visibleTitle, metadata, boilerplate);

  const onWeb = url?.startsWith("http") ? url : canonicalOf(metadata.canonical, null);
  const pager = pagerOf(page.elements, metadata.next, onWeb);
  const result = finish(
    {
      title,
      lines: [...lead, ...chosen.lines],
      removed: chosen.removed,
      ...publishedOf(
        { page, metadata, state, ruled: ruled?.time ?? null, hinted: hints.published ?? null, around, url, fetchedAt },
        boilerplate,
      ),
      source: sourceOf(ruled, around, metadata, state, hints, boilerplate),
      author: authorOf(ruled, around, metadata, hints, boilerplate),
      canonicalUrl: canonicalOf(metadata.canonical, url),
      rule: ruled && chosen.rule === "generic" ? `source:${ruled.from}` : chosen.rule,
      nextPageUrl: pager.next,
      page: pager.place,
    },
    boilerplate,
  );
  if ("dropped" in result || result.text !== "") return result;
  const garbled = garbling(
    blocks
      .slice(0, 200)
      .map((block) => block.text)
      .join(" "),
  );
  if (garbled) return { dropped: "garbled", detail: garbled };
  return { dropped: boilerplate.challenges.some((mark) => html.includes(mark)) ? "challenge" : "no-article" };
}

/** Lines of the head and of both ends of the body; 来源 in brackets near its beginning belongs to a picture. */
const ownLines = ({ above, head, edges }: Surroundings): Block[] => [
  ...head,
  ...above,
  ...edges.filter(({ text }, at) => at >= edges.length - 3 || !/^[（(]\s?(?:图片?)?来源/.test(text)),
];

function ruledLead(ruled: RuleResult) {
  return ruled.lead.map((element) => ({ text: textOf(element), heading: false, code: false, linked: false }));
}

function sourceOf(
  ruled: RuleResult | null,
  around: Surroundings,
  metadata: Metadata,
  state: StateArticle | null,
  hints: Hints,
  boilerplate: Boilerplate,
): string | null {
  const named = (value: string | null | undefined) => (value ? sourceName(value, boilerplate) : null);
  return (
    named(ruled?.source?.replace(/^(?:文章|本文)?来源(?:于)?\s?[:：]\s?/u, "")) ??
    visibleSource(ownLines(around), around.tail, boilerplate) ??
    metadata.sources.map(named).find((name) => name !== null) ??
    named(state?.source) ??
    named(hints.source)
  );
}

/** The person that a line names, or that the page names to machines; publications that stand there are left out. */
function authorOf(
  ruled: RuleResult | null,
  around: Surroundings,
  metadata: Metadata,
  hints: Hints,
  boilerplate: Boilerplate,
): string | null {
  const declared = metadata.authors.find(
    (name) => name.length <= 20 && !/[/@]|网|报|新闻|消息|头条|^admin$/i.test(name),
  );
  return ruled?.author ?? visibleAuthor(ownLines(around), around.tail, boilerplate) ?? declared ?? hints.author ?? null;
}

/** The page's own address for itself where it is one: http or https, and not merely the site's front page. */
function canonicalOf(declared: string | null, url: string | null): string | null {
  if (declared === null) return null;
  try {
    const address = new URL(declared, url ?? undefined);
    return /^https?:$/.test(address.protocol) && address.pathname + address.search !== "/" ? address.href : null;
  } catch {
    return null;
  }
}
