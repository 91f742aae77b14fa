import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readability } from "@mozilla/readability";
import { load } from "cheerio/slim";
import { parseHTML } from "linkedom";
import { packageRoot } from "../../pipeline/root.ts";
import { decodePage } from "../../pipeline/stages/extract/charset.ts";
import { createExtractor, loadBoilerplate } from "../../pipeline/stages/extract/index.ts";
import type { ExtractRule } from "../../pipeline/types.ts";
import { type Bench, benchItems } from "./bench.ts";

const FETCHED_AT = "2026-01-01T00:00:00Z";
const ROUNDS = 4;
/** Selectors such as a source has; the cost of a rule does not depend on which they are. */
const RULE: ExtractRule = {
  from: "2000-01-01",
  title: "h1, h2, title",
  body: "article, #content, .content, .article, body",
  time: "time, .time",
  author: ".author",
  source: ".source",
  remove: [".share", ".related", ".ad"],
};

/** Milliseconds a page of each way to extract, as ratios of parsing and of Readability; items a second. */
export const bench: Bench = async function* bench(input) {
  const extractor = createExtractor(await loadBoilerplate(join(packageRoot, "data", "lexicon")));
  const pages = benchPages();
  const generic = () => pages.forEach((html) => void extractor.page({ html, fetchedAt: FETCHED_AT }));
  const ruled = () => pages.forEach((html) => void extractor.page({ html, fetchedAt: FETCHED_AT, rules: [RULE] }));
  const slim = () => pages.forEach((html) => void load(html));
  const readability = () =>
    pages.forEach((html) => void new Readability(parseHTML(html).document as unknown as Document).parse());
  const [ownTime, ruleTime, slimTime, readabilityTime] = quickest([generic, ruled, slim, readability]);
  yield { what: "extract: generic path", value: ownTime / pages.length, unit: "ms/page" };
  yield { what: "extract: generic path / Readability on linkedom", value: ownTime / readabilityTime, unit: "ratio" };
  yield { what: "extract: source rule / parsing with cheerio slim", value: ruleTime / slimTime, unit: "ratio" };

  const items = await benchItems(input);
  const start = performance.now();
  for (const item of items) extractor.item(item, FETCHED_AT);
  yield { what: "extract: items", value: (items.length * 1000) / (performance.now() - start), unit: "items/s" };
};

/** Real saved pages where they lie beside the checkout, otherwise the project's own. Decoded beforehand. */
function benchPages(): string[] {
  const real = join(packageRoot, "..", "shared", "pages", "html");
  const own = join(packageRoot, "test", "pipeline", "extract", "cases");
  const files = existsSync(real)
    ? readdirSync(real).map((name) => join(real, name))
    : readdirSync(own).map((name) => join(own, name, "page.html"));
  return files.map((file) => decodePage(readFileSync(file)));
}

/** The shortest of some rounds for each, in milliseconds; rounds alternate, so that a busy machine hits all alike. */
function quickest(ways: [() => void, () => void, () => void, () => void]): [number, number, number, number] {
  const best: [number, number, number, number] = [Infinity, Infinity, Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, way] of ways.entries()) {
      const start = performance.now();
      way();
      best[at] = Math.min(best[at] ?? Infinity, performance.now() - start);
    }
  }
  return best;
}
