import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { QueueStatus } from "../../../cli/queue/status.ts";
import { EXIT } from "../../../pipeline/errors.ts";
import { modeltide } from "../program.ts";
import { publishedContent } from "./content.ts";
import { directBuild, FETCHED, itemFile } from "./direct.ts";
import { newsItems } from "./items.ts";
import { startModeltide } from "./processes.ts";
import { withRedis } from "./with-redis.ts";

describe("the same stages over a queue", () => {
  const { dir, redis } = withRedis("queue");
  const lake = join(dir, "lake");
  const data = join(dir, "data");
  const at = () => ["--redis", redis().url];
  const lakeAt = () => [...at(), "--lake", lake, "--data", data, "--cache", join(dir, "cache")];
  const enqueue = (...what: string[]) => {
    const { stdout, status, stderr } = modeltide(["enqueue", ...what, "--retry-after", "0.1", "--json", ...lakeAt()]);
    expect(stderr).toBe("");
    return { ...(JSON.parse(stdout) as { added: number; waiting: number; done: number; aside: string[] }), status };
  };
  const work = async (count: number) => {
    const workers = Array.from({ length: count }, () =>
      startModeltide(["worker", "--drain", "--crawls", "0", "--lease", "3", ...lakeAt()]),
    );
    const codes = await Promise.all(workers.map(({ ended }) => ended));
    return { codes, said: workers.map(({ said }) => said()).join("") };
  };
  const status = () => {
    const { stdout, status: code } = modeltide(["queue", "status", "--json", ...at()]);
    return { code, shards: (JSON.parse(stdout) as QueueStatus[]).find(({ kind }) => kind === "shards") };
  };
  const items = newsItems(240);

  it("publishes what a build on one machine publishes", async () => {
    const file = itemFile(dir, "news.jsonl", items);
    const direct = await directBuild(join(dir, "direct"), items);
    const added = enqueue("extract", file, "--cut", "40", "--fetched-at", FETCHED);
    expect(added).toMatchObject({ added: 6, waiting: 0, done: 0, status: EXIT.done });
    expect(status().shards).toMatchObject({ waiting: 6, active: 0, failed: 0, secondsLeft: null });
    expect((await work(2)).codes).toEqual([EXIT.done, EXIT.done]);
    expect(status().shards).toMatchObject({ waiting: 0, active: 0, done: 6, failed: 0, secondsLeft: 0 });
    const built = modeltide(["build", "--json", "--lake", lake, "--data", data]);
    expect(built.status, built.stderr).toBe(EXIT.done);
    expect(await publishedContent(join(data, "market.duckdb"), { places: false })).toEqual(
      await publishedContent(direct.database, { places: false }),
    );
  });

  it("does nothing twice: what has its shard is not lined up again", () => {
    const again = enqueue("extract", join(dir, "news.jsonl"), "--cut", "40", "--fetched-at", "2030-01-01");
    expect(again).toMatchObject({ added: 0, done: 6 });
    const built = modeltide(["build", "--json", "--lake", lake, "--data", data]);
    expect(JSON.parse(built.stdout)).toMatchObject({ records: 0, newArticles: 0, articles: items.length });
  });

  it("labels anew the shards that a person's correction names, and no other", async () => {
    const [first] = items;
    writeFileSync(
      join(data, "reviews.csv"),
      `item,field,old,new,who,when,why\n${first?.url},tier,general,industry,an,2026-11-21,checked\n`,
    );
    expect(enqueue("tag")).toMatchObject({ added: 1, done: 5 });
    const { said } = await work(1);
    expect(said).toContain("labelled anew");
    const built = modeltide(["build", "--json", "--lake", lake, "--data", data]);
    expect(built.status, built.stderr).toBe(EXIT.done);
    const labels = "SELECT field, value, origin FROM store.tags t JOIN store.articles a ON a.id = t.article_id";
    const sql = modeltide(["sql", `${labels} WHERE a.external_id = 'n0' AND field = 'tier'`, "--json", "--data", data]);
    expect(JSON.parse(sql.stdout)).toEqual([{ field: "tier", value: "industry", origin: "review" }]);
    rmSync(join(data, "reviews.csv"));
    expect(enqueue("extract")).toMatchObject({ added: 0, done: 6 });
  });

  it("sets a shard that always fails aside after five tries and names it, while the rest goes on", async () => {
    const archive = join(dir, "direct", "archive");
    const [warc = ""] = readdirSync(archive).filter((name) => name.endsWith(".warc.gz"));
    const poison = join(dir, warc);
    writeFileSync(poison, readFileSync(join(archive, warc)));
    truncateSync(poison, 5000);
    const rest = itemFile(dir, "more.jsonl", newsItems(300).slice(240));
    expect(enqueue("extract", poison, rest, "--cut", "20")).toMatchObject({ added: 4 });
    const { said, codes } = await work(1);
    expect(codes).toEqual([EXIT.done]);
    expect(said).toContain(`${warc}: try 5/5`);
    const { shards, code } = status();
    expect(shards).toMatchObject({ waiting: 0, active: 0, failed: 1, aside: [{ name: warc, tries: 5 }] });
    expect(code).toBe(EXIT.partial);
    const told = modeltide(["queue", "status", ...at()]).stdout;
    expect(told).toMatch(new RegExp(`set aside after 5 tries: ${warc} – .*damaged.*\n"modeltide queue retry"`));
    const zh = modeltide(["queue", "status", "--lang", "zh", ...at()]).stdout;
    expect(zh).toMatch(new RegExp(`5 次失败后搁置.${warc} – .*字节之后损坏或不完整.\nmodeltide queue retry`));
    const json = modeltide(["queue", "status", "--json", "--lang", "zh", ...at()]).stdout;
    expect(JSON.parse(json)[0].aside[0].reason).toContain("损坏或不完整");
    const built = modeltide(["build", "--json", "--lake", lake, "--data", data]);
    expect(built.status).toBe(EXIT.partial);
    expect(JSON.parse(built.stdout)).toMatchObject({ articles: 300, missing: [warc] });
    expect(enqueue("extract").aside).toEqual([warc]);
    expect(JSON.parse(modeltide(["queue", "retry", "--json", ...at()]).stdout)).toEqual({ retried: 1 });
    expect(JSON.parse(modeltide(["queue", "clear", "--json", ...at()]).stdout)).toEqual({ cleared: 1 });
  });

  it("says that no Redis answers, and how to get one", () => {
    const { status: code, stderr } = modeltide(["queue", "status", "--redis", "redis://127.0.0.1:1"]);
    expect(code).toBe(EXIT.storeUnwritable);
    expect(stderr).toMatch(/no Redis answers at 127\.0\.0\.1:1 .*redis-server --appendonly yes/);
  });
});
