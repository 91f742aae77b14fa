import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readability } from "@mozilla/readability";
import { load } from "cheerio/slim";
import { parseHTML } from "linkedom";
import { packageRoot } from "../../pipeline/root.ts";
import { decodePage } from "../../pipeline/stages/extract/charset.ts";
import { createExtractor, loadBoilerplate } from "../../pipeline/stages/extract/index.ts";
import type { ExtractRule } from "../../pipeline/types.ts";
import { type Bench, benchItems, cpuSeconds } from "./bench.ts";

const FETCHED_AT = "2026-01-01T00:00:00Z";
const ROUNDS = 6;
/** Rules as sources have them, by the beginning of a page's file name. */
const RULES: Record<string, Omit<ExtractRule, "from">> = {
  tests_163: {
    title: "h1",
    body: "#endText",
    time: ".post_time_source",
    source: "#ne_article_source",
    remove: [".ep-source"],
  },
  tests_sina: {
    title: "h1.main-title",
    body: "#article",
    time: ".date",
    source: ".source",
    remove: [".article-editor"],
  },
  tests_guancha: { title: "h3", body: ".content.all-txt", time: ".time span", remove: [".share"] },
  tests_wechat: { title: "#activity-name", body: "#js_content", author: "#js_author_name", source: "#js_name" },
  tests_cjn: { title: "h1", body: ".Custom_UnionStyle", time: ".article_source" },
  tests_csdn: { title: "h1.title", body: ".news_content", time: ".ago", remove: [".tag"] },
  tests_gsc: { title: "h5", body: ".detailCon", time: ".ly b", source: ".ly i" },
  tests_qq_2: { title: "h1", body: "#Cnt-Main-Article-QQ", time: ".a_time", source: ".a_source" },
  tests_ifeng_3: { title: "#artical_topic", body: "#main_content", time: ".ss01", source: ".ss03" },
};

/** Milliseconds a page of each way to extract, as ratios of parsing and of Readability; items a second. */
export const bench: Bench = async function* bench(input) {
  const extractor = createExtractor(await loadBoilerplate(join(packageRoot, "data", "lexicon")));
  const pages = benchPages();
  const withRule = pages.flatMap(({ name, html }) => {
    const [key] = Object.keys(RULES).filter((start) => name.startsWith(start));
    return key === undefined ? [] : [{ html, rules: [{ from: "2000-01-01", ...RULES[key] }] }];
  });
  const generic = () => pages.forEach(({ html }) => void extractor.page({ html, fetchedAt: FETCHED_AT }));
  const ruled = () => withRule.forEach((page) => void extractor.page({ ...page, fetchedAt: FETCHED_AT }));
  const slim = () => withRule.forEach(({ html }) => void load(html));
  const readability = () =>
    pages.forEach(({ html }) => void new Readability(parseHTML(html).document as unknown as Document).parse());
  const [ownTime, ruleTime, slimTime, readabilityTime] = await quickest([generic, ruled, slim, readability]);
  yield { what: "extract: generic path", value: ownTime / pages.length, unit: "ms/page" };
  yield { what: "extract: generic path / Readability on linkedom", value: ownTime / readabilityTime, unit: "ratio" };
  yield { what: "extract: source rule / parsing with cheerio slim", value: ruleTime / slimTime, unit: "ratio" };

  const items = await benchItems(input);
  const seconds = await cpuSeconds(() => {
    for (const item of items) extractor.item(item, FETCHED_AT);
  });
  yield { what: "extract: items", value: items.length / seconds, unit: "items/s" };
};

/** Real saved pages where they lie beside the checkout, otherwise the project's own. Decoded beforehand. */
function benchPages(): { name: string; html: string }[] {
  const real = join(packageRoot, "..", "shared", "pages", "html");
  const own = join(packageRoot, "test", "pipeline", "extract", "cases");
  const files = existsSync(real)
    ? readdirSync(real).map((name) => ({ name, file: join(real, name) }))
    : readdirSync(own).map((name) => ({ name, file: join(own, name, "page.html") }));
  return files.map(({ name, file }) => ({ name, html: decodePage(readFileSync(file)) }));
}

/** The least CPU time of some rounds for each, in milliseconds; rounds alternate. */
async function quickest<const Ways extends (() => void)[]>(ways: Ways): Promise<{ [At in keyof Ways]: number }> {
  const best = ways.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, way] of ways.entries()) best[at] = Math.min(best[at] ?? 0, (await cpuSeconds(way)) * 1000);
  }
  return best as { [At in keyof Ways]: number };
}
