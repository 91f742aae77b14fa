import { join } from "node:path";
import { loadViews } from "../../analysis/views.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { type Database, loadMigrations, migrate, openDatabase, rows } from "../../pipeline/store/database.ts";
import { appendRows, type Row, type TableName } from "../../pipeline/store/tables.ts";
import { installViews } from "../../pipeline/store/views.ts";
import { isoWeek } from "../../pipeline/time.ts";

export const viewsDir = join(packageRoot, "analysis", "views");

/** A database, in memory unless a file is named, with every table and view and what the test puts in. */
export class Store {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  static async open(path = ":memory:"): Promise<Store> {
    const database = await openDatabase(path, "write");
    await migrate(database.connection, await loadMigrations(join(packageRoot, "pipeline", "store", "migrations")));
    await installViews(database.connection, await loadViews(viewsDir), { prepare: false });
    const store = new Store(database);
    await store.put("labels", LABELS);
    return store;
  }

  async put(table: TableName, list: Row[]): Promise<void> {
    await appendRows(this.#database.connection, table, list);
  }

  query<T = Record<string, unknown>>(sql: string, values: (string | number | boolean | null)[] = []): Promise<T[]> {
    return rows<T>(this.#database.connection, sql, values);
  }

  close(): void {
    this.#database.close();
  }
}

const LABELS: Row[] = [
  "tier general 通用大模型 general·models",
  "tier industry 行业大模型 industry·models",
  "tier application 应用 applications",
  "event launch 发布 launch",
  "event update 更新 update",
  "industries finance 金融 finance",
  "industries healthcare 医疗健康 healthcare",
  "industries software 软件开发与运维 software",
  "vendor_kinds large_group 大型集团 large·groups",
  "vendor_kinds startup 创业公司 start-ups",
  "vendor_kinds foreign 境外机构 foreign·vendors",
  "market to_b 面向企业 to·business",
  "market to_c 面向个人 to·consumers",
  "delivery api API API",
  "concern cost 成本 cost",
  "concern data_security 数据安全 data·security",
].map((line, position) => {
  const [field, id, zh, en = ""] = line.split(" ");
  return { field, id, zh, en: en.replaceAll("·", " "), position };
});

export const VENDORS: Row[] = [
  { id: "jiayun", name_zh: "甲云", name_en: "Jiayun", kind: "large_group", home: "北京" },
  { id: "yizhi", name_zh: "乙智", name_en: "Yizhi", kind: "startup", home: "上海" },
  { id: "acme", name_zh: "Acme", name_en: "Acme", kind: "foreign", home: "US" },
];

/** An article with what tests seldom care about filled in. */
export function article(id: string, day: string | null, more: Row = {}): Row {
  return {
    id,
    capture_id: `capture-${id}`,
    url: `https://news.example/${id}`,
    source_id: "news",
    publisher: "新闻站",
    title: `标题 ${id}`,
    text: "",
    lang: "zh",
    kind: "article",
    published: day && `${day}T09:00:00+08:00`,
    published_day: day,
    published_precision: day && "minute",
    published_from: "meta",
    week: day && isoWeek(day),
    fetched_at: "2026-06-30T00:00:00Z",
    rule: "generic",
    removed: [],
    ...more,
  };
}

/** A story's rows: its first id is the lead, the others reprints. */
export function story(id: string, articleIds: string[]): { stories: Row[]; members: Row[] } {
  return {
    stories: [{ id, lead_id: articleIds[0], members: articleIds.length }],
    members: articleIds.map((article_id, at) => ({
      story_id: id,
      article_id,
      relation: at === 0 ? "lead" : "reprint",
      score: 1,
    })),
  };
}

export function tag(article_id: string, field: string, value: string, more: Row = {}): Row {
  return {
    article_id,
    field,
    position: 0,
    value,
    confidence: 0.9,
    abstained: false,
    origin: "tagger",
    evidence: [],
    ...more,
  };
}

/** A launch known from the news on its day, unless `more` says otherwise. */
export function launch(id: string, date: string | null, more: Row = {}): Row {
  return {
    id,
    vendor_id: "jiayun",
    model: id,
    tier: "general",
    industries: [],
    status: "launched",
    date,
    date_precision: date && "day",
    modality: [],
    delivery: [],
    basis: "news",
    confidence: 0.9,
    ...more,
  };
}

/** Puts launches in with an article each that reports them, where they rest on news. */
export async function putLaunches(store: Store, launches: Row[]): Promise<void> {
  await store.put("launches", launches);
  const news = launches.filter((one) => one.basis === "news");
  await store.put(
    "articles",
    news.map((one) => article(`on-${String(one.id)}`, one.date ? String(one.date) : null)),
  );
  await store.put(
    "launch_articles",
    news.map((one) => ({ launch_id: one.id, article_id: `on-${String(one.id)}`, event: "launch" })),
  );
  await store.put(
    "launch_values",
    launches
      .filter((one) => one.basis === "registry")
      .map((one) => ({
        launch_id: one.id,
        field: "date",
        value: String(one.date),
        basis: "registry",
        attribution: "名录",
        shown: true,
      })),
  );
}
