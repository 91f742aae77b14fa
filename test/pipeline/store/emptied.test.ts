import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../../pipeline/errors.ts";
import { modeltide } from "../../cli/program.ts";

describe("a build whose archive is gone", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
  const archive = join(dir, "archive");
  const run = (...args: string[]) => modeltide([...args, "--data", dir]);
  const articles = () => JSON.parse(run("sql", "SELECT count(*) AS n FROM articles", "--json").stdout)[0].n;

  beforeAll(() => {
    writeFileSync(join(dir, "items.jsonl"), '{"title":"甲公司发布大模型","published":"2024-05-01"}\n');
    expect(run("import", join(dir, "items.jsonl")).status).toBe(EXIT.done);
    expect(run("build").status).toBe(EXIT.done);
    renameSync(archive, `${archive}.away`);
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  for (const [what, ...more] of [["grown"], ["made afresh", "--fresh"]] as const) {
    it(`publishes no empty market, be it ${what}, and says what may be wrong`, () => {
      for (const make of [() => {}, () => mkdirSync(archive)]) {
        make();
        const { status, stderr } = run("build", ...more);
        expect([status, stderr]).toEqual([
          EXIT.storeUnwritable,
          expect.stringMatching(/has 1: nothing was published.*--allow-empty/),
        ]);
        expect(articles()).toBe(1);
        rmSync(archive, { recursive: true, force: true });
      }
    });
  }

  it("publishes one where it is told to", () => {
    expect(run("build", "--allow-empty").status).toBe(EXIT.done);
    expect(articles()).toBe(0);
    expect(run("build").status).toBe(EXIT.done);
  });
});
