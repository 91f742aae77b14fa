import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadViews } from "../../analysis/views.ts";
import type { CliContext } from "../../cli/context.ts";
import { channels, makeDigest, sendAlert } from "../../cli/digest.ts";
import { dataPaths, shipped } from "../../cli/paths.ts";
import { loadSettings, type Settings } from "../../cli/settings.ts";
import { loadMigrations, migrate, openDatabase } from "../../pipeline/store/database.ts";
import { appendRows } from "../../pipeline/store/tables.ts";
import { installViews } from "../../pipeline/store/views.ts";
import { type Receiver, webhook } from "../analysis/digest/receivers.ts";
import { putMarket } from "../analysis/report/market.ts";

const dir = mkdtempSync(join(tmpdir(), "modeltide-digest-cli-"));
const paths = dataPaths(dir);
let receiver: Receiver;
let settings: Settings;
const context = (env: NodeJS.ProcessEnv): CliContext =>
  ({
    env,
    lang: "zh",
    now: () => new Date("2026-07-15T04:00:00Z"),
    text: ({ zh }: { zh: string }) => zh,
  }) as unknown as CliContext;

beforeAll(async () => {
  const { connection, close } = await openDatabase(paths.database, "write");
  await migrate(connection, await loadMigrations(shipped.migrations));
  await putMarket({ put: (table: never, rows: never) => appendRows(connection, table, rows) } as never);
  await installViews(connection, await loadViews(shipped.views), { prepare: false });
  close();
  receiver = await webhook([{}]);
  settings = loadSettings(dir, {});
});
afterAll(async () => {
  await receiver.close();
  rmSync(dir, { recursive: true });
});

describe("modeltide digest", () => {
  it("sends nothing where nothing is set up", async () => {
    const { deliveries, digest } = await makeDigest(paths, context({}), settings, { send: true });
    expect(digest.week).toBe("2026-W28");
    expect(deliveries).toEqual([]);
  });

  it("sends the week to the channels of the environment, once in all runs", async () => {
    const set = context({ MODELTIDE_WEBHOOK_URL: receiver.url });
    const run = async () =>
      (await makeDigest(paths, set, settings, { send: true })).deliveries.map(({ state }) => state);
    expect(await run()).toEqual(["sent"]);
    expect(await run()).toEqual(["before"]);
    expect(receiver.received).toHaveLength(1);
  });

  it("links to the report beside it in files, and never sends or publishes paths of this machine", async () => {
    mkdirSync(paths.report, { recursive: true });
    writeFileSync(join(paths.report, "index.html"), "");
    const own = await webhook([{}]);
    const set = context({ MODELTIDE_WEBHOOK_URL: own.url });
    const { digest, files } = await makeDigest(paths, set, settings, { send: true, week: "2026-W21" });
    const here = pathToFileURL(join(paths.report, "index.html")).href;
    const text = (ending: string) => readFileSync(files.find((file) => file.endsWith(ending)) ?? "", "utf8");
    expect(digest.leadLinks[0]?.url).toBe(`${here}#/overview?week=2026-W21&lang=zh`);
    for (const { items } of digest.sections) {
      for (const { links } of items) expect(links.map(({ name }) => name)).toContain("依据");
    }
    expect(text(".md")).toContain(here);
    expect(text(".xml")).toContain("2026 年第 21 周");
    expect(text(".xml")).not.toContain("file:");
    expect(own.received.map(({ body }) => body).join()).toContain("轩盾");
    expect(own.received.map(({ body }) => body).join()).not.toContain("file:");
    await own.close();
  });

  it("sends an alert of what the watch list names, once", async () => {
    const watching = {
      ...settings,
      digest: { ...settings.digest, watch: { ...settings.digest.watch, vendors: ["yizhi"] } },
    };
    const set = context({ MODELTIDE_WEBHOOK_URL: receiver.url });
    expect((await sendAlert(paths, set, watching))?.deliveries.map(({ state }) => state)).toEqual(["sent"]);
    expect(await sendAlert(paths, set, watching)).toBeNull();
    expect(receiver.received.at(-1)?.body).toContain("码匠");
  });

  it("knows every channel by its variable", () => {
    const url = "http://127.0.0.1/";
    const env = {
      MODELTIDE_FEISHU_URL: url,
      MODELTIDE_WECOM_URL: url,
      MODELTIDE_DINGTALK_URL: url,
      MODELTIDE_WEBHOOK_URL: url,
    };
    expect(channels(settings, context(env)).map(({ id }) => id)).toEqual(["feishu", "wecom", "dingtalk", "json"]);
  });
});
