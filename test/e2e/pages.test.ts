import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { dataPaths } from "../../cli/paths.ts";
import { buildData } from "../../cli/pipeline.ts";
import { loadStages } from "../../cli/queue/stages.ts";
import { defineSource, type Source } from "../../crawlers/source.ts";
import type { Stages } from "../../pipeline/shards/stages.ts";
import { nextPageOf } from "../../pipeline/stages/extract/index.ts";
import { openDatabase, rows } from "../../pipeline/store/database.ts";
import { quietContext } from "../cli/queue/context.ts";
import { crawlSites, type Handler, html, listOf, playSites, scratch, site } from "../crawlers/sites.ts";
import { pageRecord, pageUrl, TITLE, textOf } from "../pipeline/store/paged.ts";

const PATHS = [1, 2, 3].map((number) => new URL(pageUrl(number)).pathname);
const HOME = "http://x.test";

describe("an article of three pages, crawled and built", () => {
  let stages: Stages;
  const source: Source = defineSource({
    id: "x",
    name: { zh: "水务观察" },
    home: `${HOME}/`,
    hosts: ["x.test"],
    listings: site("x").listings,
    article: /^http:\/\/x\.test\/news\/\d+\.html$/,
  });
  beforeAll(async () => {
    stages = await loadStages([source], []);
  });

  it("is one article with the whole text, also where its second page failed at first", async () => {
    let broken = true;
    const handler: Handler = (_request, response, path) => {
      const number = PATHS.indexOf(path) + 1;
      if (path === "/list") return html(response, listOf(PATHS.slice(0, 1)));
      if (number === 2 && broken) return void response.destroy();
      const record = pageRecord(number);
      html(response, number > 0 && "body" in record ? record.body.toString() : "");
    };
    const sites = await playSites({ "x.test": handler });
    const paths = dataPaths(join(scratch(), "data"));
    const week = async () => {
      await crawlSites(sites, paths.archive, [source], { nextPage: nextPageOf });
      const summary = await buildData(paths, [source], quietContext(), { stages });
      const { connection, close } = await openDatabase(paths.database, "read");
      try {
        const articles = await rows(connection, "SELECT url, title, text FROM store.articles ORDER BY url");
        return { articles, missing: summary.checks.find(({ name }) => name === "pages_complete")?.offending };
      } finally {
        close();
      }
    };
    const article = (...numbers: number[]) => [{ url: HOME + PATHS[0], title: TITLE, text: textOf(...numbers) }];
    expect(await week()).toEqual({ articles: article(1), missing: 1 });
    broken = false;
    expect(await week()).toEqual({ articles: article(1, 2, 3), missing: 0 });
    // The next article, which every page leads to, was never asked for.
    expect(new Set(sites.log)).toEqual(new Set(["x.test /list", ...PATHS.map((path) => `x.test ${path}`)]));
  });
});
