import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { shipped } from "../../cli/paths.ts";
import { EXIT } from "../../pipeline/errors.ts";
import { loadMigrations, migrate, openDatabase } from "../../pipeline/store/database.ts";
import { modeltide } from "./program.ts";

interface Told {
  area: string;
  what: { en: string };
  state: string;
  advice?: { en: string; zh: string };
}

describe("modeltide doctor", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
  afterAll(() => rmSync(dir, { recursive: true }));
  const told = (data: string, env: NodeJS.ProcessEnv = {}) => {
    const { stdout, status } = modeltide(["doctor", "--json", "--data", data], { cwd: dir, env });
    return { status, findings: JSON.parse(stdout) as Told[] };
  };

  it("says of everything that is not fine what to do, and makes no folder", () => {
    const none = join(dir, "none");
    const { status, findings } = told(none);
    const open = findings.filter(({ state }) => state !== "fine");
    expect(open.map(({ what }) => what.en)).toEqual(expect.arrayContaining(["no archive yet", "no database yet"]));
    expect(open.filter(({ advice }) => !advice?.en || !advice.zh)).toEqual([]);
    expect([status, existsSync(none)]).toEqual([EXIT.done, false]);
  });

  it("finds a file where the folder should be, and settings that do not parse", () => {
    writeFileSync(join(dir, "file"), "");
    writeFileSync(join(dir, "modeltide.yaml"), "contact: [");
    const { status, findings } = told(join(dir, "file"));
    rmSync(join(dir, "modeltide.yaml"));
    const errors = findings.filter(({ state }) => state === "error");
    expect(errors.map(({ what, advice }) => `${what.en} → ${advice?.en}`)).toEqual([
      expect.stringMatching(/is no folder → .*--data/),
      expect.stringMatching(/modeltide\.yaml: .* → mend that place/),
    ]);
    expect(status).toBe(EXIT.unexpected);
  });

  it("tells how to get a browser where there is none", () => {
    const { findings } = told(dir, { MODELTIDE_CHROMIUM: join(dir, "no-browser") });
    expect(findings.find(({ what }) => /chromium/i.test(what.en))).toMatchObject({
      state: "warning",
      advice: { en: expect.stringContaining("MODELTIDE_CHROMIUM") },
    });
  });

  it("does not check the rows of a database by an earlier version, which the next build brings up to date", async () => {
    const data = join(dir, "earlier");
    mkdirSync(data);
    const { connection, close } = await openDatabase(join(data, "market.duckdb"), "write");
    await migrate(connection, (await loadMigrations(shipped.migrations)).slice(0, -1));
    close();
    const store = () => told(data).findings.filter(({ area }) => area === "store");
    expect(store()).toMatchObject([
      {
        state: "warning",
        what: { en: expect.stringContaining("earlier version") },
        advice: { en: "run `modeltide build`" },
      },
    ]);
    expect(modeltide(["build", "--data", data]).status).toBe(EXIT.done);
    expect(store()).toMatchObject([
      { state: "fine", what: { en: expect.stringMatching(/^0 articles, \d+ launches, /) } },
    ]);
  });
});
