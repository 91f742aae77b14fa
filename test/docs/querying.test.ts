import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../pipeline/errors.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { queryFile } from "../../pipeline/store/query.ts";
import { modeltide } from "../cli/program.ts";
import { exampleOf, LIMITS, QUERYING, questionsOf } from "./querying.ts";

describe("docs/querying.md", () => {
  const page = readFileSync(QUERYING, "utf8");
  const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
  const database = join(dir, "market.duckdb");
  beforeAll(() => {
    const { status, stderr } = modeltide(["weekly", "--sample", "--data", dir]);
    expect(status, stderr).toBe(EXIT.done);
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it("asks twenty questions", () => {
    expect(questionsOf(page)).toHaveLength(20);
    expect(page.match(/```sql\n/g)).toHaveLength(20);
  });

  for (const [at, { sql, columns }] of questionsOf(page).entries()) {
    it(`question ${at + 1} is answered on the sample run with the columns shown`, async () => {
      const result = await queryFile(database, sql, LIMITS);
      expect(result.columns).toEqual(columns);
      expect(result.rows.length).toBeGreaterThan(0);
    });
  }

  it("opens the file from JavaScript as it says", () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-", database], {
      cwd: packageRoot,
      input: exampleOf(page, "js"),
      encoding: "utf8",
    });
    expect(status, stderr).toBe(0);
    const tiers = (JSON.parse(stdout) as { tier: string }[]).map(({ tier }) => tier);
    expect(tiers).toEqual(expect.arrayContaining(["application", "general", "industry"]));
  });
});
