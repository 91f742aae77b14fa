import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../pipeline/root.ts";
import { queryFile } from "../../pipeline/store/query.ts";
import { SAMPLE_RUN_WAIT, sampleRun } from "../sample-run.ts";
import { answerOf, exampleOf, LIMITS, QUERYING, questionsOf } from "./querying.ts";

/** Languages of the page that this machine may lack, how to ask for them, and what runs their example. */
const OTHERS = [
  {
    heading: "### Python",
    language: "python",
    needs: ["python3", "-c", "import duckdb, pandas"],
    command: ["python3", "-"],
  },
  { heading: "### R\n", language: "r", needs: ["Rscript", "-e", "library(duckdb)"], command: ["Rscript", "-"] },
  {
    heading: "### DuckDB shell",
    language: "sh",
    needs: ["duckdb", "--version"],
    command: ["sh", "-e"],
  },
];

describe("docs/querying.md", () => {
  const page = readFileSync(QUERYING, "utf8");
  let database = "";
  beforeAll(async () => {
    database = join(await sampleRun(), "market.duckdb");
  }, SAMPLE_RUN_WAIT);

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

  for (const { heading, language, needs, command } of OTHERS) {
    it(`asks the file from ${language} what it answers, and runs there where it is installed`, async () => {
      const example = exampleOf(page.slice(page.indexOf(heading)), language);
      const query = /"(SELECT [^"]+)"/.exec(example)?.[1] ?? "";
      expect((await queryFile(database, query, LIMITS)).rows.length).toBeGreaterThan(0);
      const [program = "", ...args] = needs;
      if (spawnSync(program, args).status !== 0) return;
      const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
      mkdirSync(join(dir, "data"));
      symlinkSync(database, join(dir, "data", "market.duckdb"));
      const [run = "", ...more] = command;
      const { status, stderr } = spawnSync(run, more, { cwd: dir, input: example, encoding: "utf8" });
      rmSync(dir, { recursive: true });
      expect(status, stderr).toBe(0);
    });
  }
});
