import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT, StopError } from "../../../pipeline/errors.ts";
import { packageRoot } from "../../../pipeline/root.ts";
import { loadMigrations, migrate, openDatabase } from "../../../pipeline/store/database.ts";
import { diffFiles } from "../../../pipeline/store/diff.ts";
import { keepSnapshot } from "../../../pipeline/store/snapshots.ts";
import { appendRows } from "../../../pipeline/store/tables.ts";
import { article } from "../../analysis/fixture.ts";
import { modeltide } from "../../cli/program.ts";

const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
afterAll(() => rmSync(dir, { recursive: true }));

const tag = (article_id: string, field: string, position: number, value: string) => ({
  ...{ article_id, field, position, value, confidence: 1, abstained: false, origin: "tagger", evidence: [] },
});
const launch = (id: string, tier: string, parameters: number | null) => ({
  ...{
    id,
    vendor_id: "baidu",
    model: id.toUpperCase(),
    tier,
    parameters,
    status: "launched",
    basis: "news",
    confidence: 1,
  },
  ...{ industries: [], modality: [], delivery: [] },
});

async function store(name: string, tags: object[], launches: object[]): Promise<string> {
  const path = join(dir, name);
  const { connection, close } = await openDatabase(path, "write");
  await migrate(connection, await loadMigrations(join(packageRoot, "pipeline", "store", "migrations")));
  const articles = [...new Set((tags as { article_id: string }[]).map((one) => one.article_id))];
  await appendRows(
    connection,
    "articles",
    articles.map((id) => article(id, "2026-03-02")),
  );
  await appendRows(connection, "vendors", [{ id: "baidu", name_zh: "百度", name_en: "Baidu", kind: "group" }]);
  await appendRows(connection, "tags", tags as Parameters<typeof appendRows>[2]);
  await appendRows(connection, "launches", launches as Parameters<typeof appendRows>[2]);
  close();
  return path;
}

describe("the difference between two builds", () => {
  let before = "";
  let after = "";
  beforeAll(async () => {
    before = await store(
      "it's before.duckdb",
      [tag("1", "tier", 0, "general"), tag("1", "vendor", 0, "a"), tag("2", "tier", 0, "none")],
      [launch("gone", "general", 1), launch("same", "general", 7e9), launch("sized", "general", null)],
    );
    after = await store(
      "after.duckdb",
      [
        tag("1", "tier", 0, "industry"),
        tag("1", "vendor", 0, "a"),
        tag("3", "vendor", 0, "b"),
        tag("3", "vendor", 1, "a"),
      ],
      [launch("new", "application", null), launch("same", "general", 7e9), launch("sized", "general", 13)],
    );
  });

  it("names each label and launch that was added, removed or changed, with both values", async () => {
    const lines = (await diffFiles(before, after)).map((change) => Object.values(change).join(" "));
    expect(lines).toEqual([
      "label changed 1 标题 1 tier general industry",
      "label removed 2 标题 2 tier none ",
      "label added 3 标题 3 vendor  b|a",
      "launch removed gone 百度 GONE  GONE ",
      "launch added new 百度 NEW   NEW",
      "launch changed sized 百度 SIZED parameters  13.0",
    ]);
  });

  it("is nothing between a file and itself", async () => {
    expect(await diffFiles(before, before)).toEqual([]);
  });

  it("says which file is not there", async () => {
    await expect(diffFiles(before, join(dir, "none.duckdb"))).rejects.toThrow(StopError);
    await expect(diffFiles(before, join(dir, "none.duckdb"))).rejects.toThrow(/none\.duckdb/);
  });
});

describe("snapshots", () => {
  it("are kept of the published build and of as many before it as asked for", () => {
    const folder = join(dir, "data");
    mkdirSync(folder);
    const published = join(folder, "market.duckdb");
    for (const day of [1, 2, 3, 4]) {
      rmSync(published, { force: true });
      writeFileSync(published, String(day));
      keepSnapshot(published, `build-2026010${day}T000000000Z`, day === 1 ? 0 : 1);
    }
    expect(readdirSync(join(folder, "snapshots")).sort()).toEqual([
      "market-build-20260103T000000000Z.duckdb",
      "market-build-20260104T000000000Z.duckdb",
    ]);
  });

  it("are made by builds where the settings ask for them, and can be compared", () => {
    const cwd = join(dir, "work");
    mkdirSync(cwd);
    writeFileSync(join(cwd, "modeltide.yaml"), "snapshots: 2\n");
    for (const _ of [1, 2]) expect(modeltide(["build"], { cwd }).status).toBe(EXIT.done);
    const [first = "", second = "", ...more] = readdirSync(join(cwd, "data", "snapshots")).sort();
    expect([first < second, more]).toEqual([true, []]);
    const compared = modeltide(["diff", join("data", "snapshots", first), join("data", "market.duckdb"), "--json"], {
      cwd,
    });
    expect([compared.status, compared.stdout]).toEqual([EXIT.done, "[]\n"]);
  });
});
