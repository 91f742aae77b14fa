import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Review } from "../../../pipeline/reviews.ts";
import { packageRoot } from "../../../pipeline/root.ts";
import { type ClusterItem, clusterArticles } from "../../../pipeline/stages/cluster/index.ts";
import { clusterStore } from "../../../pipeline/store/cluster.ts";
import { type Database, loadMigrations, migrate, openDatabase, rows } from "../../../pipeline/store/database.ts";
import { removeArticles } from "../../../pipeline/store/remove.ts";
import { appendRows } from "../../../pipeline/store/tables.ts";
import { article, item, model } from "./fixture.ts";

const FETCHED = "2024-06-30T00:00:00Z";
const text = article("羊川");
const first = item("a", { title: "羊川供货", text });
const copy = item("b", { title: "仓储新闻", text: text.replace("十四", "十五"), day: "2024-05-20" });
const late = item("c", { title: "旧闻", text, day: "2024-09-01" });
const other = item("z", { title: "茶馆旧账", text: article("茶馆") });

describe("stories in the database", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
  const open: Database[] = [];
  afterEach(() => {
    for (const { close } of open.splice(0)) close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function database(): Promise<Database> {
    const made = await openDatabase(":memory:", "write");
    open.push(made);
    await migrate(made.connection, await loadMigrations(join(packageRoot, "pipeline", "store", "migrations")));
    return made;
  }
  const add = ({ connection }: Database, items: ClusterItem[]) =>
    appendRows(
      connection,
      "articles",
      items.map(({ id, title, text, day, publisher, source }) => ({
        ...{ id, title, text, publisher, source, published_day: day, fetched_at: FETCHED, removed: [] },
        ...{ capture_id: id, source_id: "s", lang: "zh", kind: "article", rule: "import" },
      })),
    );
  const replace = async (database: Database, changed: ClusterItem) => {
    await removeArticles(database.connection, [changed.id]);
    await add(database, [changed]);
  };
  const build = ({ connection }: Database, reviews: Review[] = [], version = model.version) =>
    clusterStore(connection, { model: { ...model, version }, reviews });
  const groups = async ({ connection }: Database) =>
    rows(
      connection,
      `SELECT s.lead_id AS lead, s.members, list(m.article_id ORDER BY m.article_id)::VARCHAR AS ids
       FROM store.stories s JOIN store.story_members m ON m.story_id = s.id GROUP BY ALL ORDER BY lead`,
    );
  const review = (item: string, value: string): Review => ({
    ...{ item, field: "story", old: "", new: value, who: "t", when: "2024-07-01", why: "" },
  });

  it("are the same after two builds as after one", async () => {
    const [once, twice] = [await database(), await database()];
    await add(once, [first, copy, late, other]);
    await build(once);
    await add(twice, [first, late]);
    await build(twice);
    await add(twice, [copy, other]);
    await build(twice);
    const found = await groups(once);
    expect(found).toEqual([
      { lead: "a", members: 2, ids: "[a, b]" },
      { lead: "c", members: 1, ids: "[c]" },
      { lead: "z", members: 1, ids: "[z]" },
    ]);
    expect(await groups(twice)).toEqual(found);
  });

  it("of one event are linked as without a database, but for those that people split off", async () => {
    const store = await database();
    const items = [
      ...[first, copy, late, other],
      item("e", { title: "羊川仓储调度模型 HaulMind 2 今日发布", text }),
      item("f", { title: "仓储调度模型 HaulMind 2 由羊川今日发布", text: article("河口") }),
      item("g", { title: "羊川今日发布仓储调度模型 HaulMind 2", text: article("茶馆") }),
    ];
    await add(store, items);
    const links = () => rows(store.connection, "SELECT a, b, relation, score FROM store.story_links ORDER BY a, b");
    await build(store);
    const linked = clusterArticles(items, { model }).links;
    expect(linked.length).toBeGreaterThan(1);
    expect(await links()).toEqual(linked);
    await build(store, [review("g", "split")]);
    const without = clusterArticles(items, { model, overrides: [{ split: "g" }] }).links;
    expect(without.length).toBeLessThan(linked.length);
    expect(await links()).toEqual(without);
  });

  it("are found through what was kept of earlier articles, which are not compared again", async () => {
    const store = await database();
    await add(store, [first, copy]);
    await build(store);
    await store.connection.run("DELETE FROM store.story_edges");
    await add(store, [item("d", { title: "转来的消息", text, day: "2024-05-21" })]);
    await build(store);
    const edges = await rows(store.connection, "SELECT a, b FROM store.story_edges ORDER BY a");
    expect(edges).toEqual([
      { a: "a", b: "d" },
      { a: "b", b: "d" },
    ]);
  });

  for (const earlier of [true, false]) {
    it(`are found across batches, each pair once, where one ${earlier ? "was built before" : "comes with the rest"}`, async () => {
      const store = await database();
      await add(store, [first]);
      if (earlier) await build(store);
      const between = Array.from({ length: 8_300 }, (_, at) =>
        item(`n${at}`, { title: `${String.fromCharCode(0x4e00 + at)}记`, text: "", day: "2024-05-19" }),
      );
      await add(store, [copy, ...between, item("d", { title: "转来的消息", text, day: "2024-05-18" })]);
      await build(store);
      expect(await rows(store.connection, "SELECT a, b FROM store.story_edges ORDER BY a, b")).toEqual([
        { a: "a", b: "b" },
        { a: "a", b: "d" },
        { a: "b", b: "d" },
      ]);
    });
  }

  it("follow an article that changed, one that went, and another version of the model", async () => {
    const store = await database();
    await add(store, [first, copy]);
    await build(store);
    await replace(store, { ...copy, text: article("河口") });
    await build(store);
    expect(await groups(store)).toHaveLength(2);
    await replace(store, { ...copy, text });
    await build(store);
    expect(await groups(store)).toHaveLength(1);
    await store.connection.run("DELETE FROM store.story_edges");
    await build(store, [], "another");
    expect(await groups(store)).toHaveLength(1);
    await removeArticles(store.connection, ["a"]);
    await build(store);
    expect(await groups(store)).toEqual([{ lead: "b", members: 1, ids: "[b]" }]);
  });

  it("follow people's word until it is taken back", async () => {
    const store = await database();
    await add(store, [first, copy, other]);
    await build(store, [review("b", "split"), review("z", "merge:a")]);
    expect(await groups(store)).toEqual([
      { lead: "a", members: 2, ids: "[a, z]" },
      { lead: "b", members: 1, ids: "[b]" },
    ]);
    await build(store, [review("b", "split"), review("b", ""), review("z", "merge:nowhere")]);
    expect(await groups(store)).toEqual([
      { lead: "a", members: 2, ids: "[a, b]" },
      { lead: "z", members: 1, ids: "[z]" },
    ]);
  });
});
