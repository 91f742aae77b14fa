import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../pipeline/root.ts";
import { sampleRun } from "../sample-run.ts";
import { answerOf, exampleOf, QUERYING, questionsOf } from "./querying.ts";

describe("docs/querying.md", () => {
  const page = readFileSync(QUERYING, "utf8");
  let database = "";
  beforeAll(async () => {
    database = join(await sampleRun(), "market.duckdb");
  });

  it("asks twenty questions and more", () => {
    expect(page.match(/^### \d+\. /gm)?.length).toBeGreaterThanOrEqual(20);
    expect(questionsOf(page)).toHaveLength(page.match(/```sql\n/g)?.length ?? 0);
  });

  for (const { sql, answer } of questionsOf(page)) {
    it(`is answered on the sample run as the page says (else: npm run answers): ${sql.split("\n")[0]}`, async () => {
      expect(await answerOf(database, sql)).toBe(answer);
      expect(answer.split("\n").length).toBeGreaterThan(3);
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
