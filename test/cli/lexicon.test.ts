import { appendFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { shipped } from "../../cli/paths.ts";
import { EXIT } from "../../pipeline/errors.ts";
import { modeltide } from "./program.ts";

describe("modeltide lexicon check without a database", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
  const lexicon = join(dir, "lexicon");
  cpSync(shipped.lexicon, lexicon, { recursive: true });
  afterAll(() => rmSync(dir, { recursive: true }));
  const check = () => modeltide(["lexicon", "check", "--json", "--data", dir, "--lexicon", lexicon]);

  it("finds what needs none, and says that dead rows were not looked for", () => {
    appendFileSync(join(lexicon, "vendors.csv"), "two-moons,月之暗面,,,,startup,,,\n");
    const { status, stdout, stderr } = check();
    const findings = JSON.parse(stdout) as { finding: string; form: string }[];
    expect(findings).toContainEqual(expect.objectContaining({ finding: "collision", form: "月之暗面" }));
    expect(new Set(findings.map(({ finding }) => finding))).toEqual(new Set(["collision", "ambiguous", "common_word"]));
    expect(status).toBe(EXIT.partial);
    expect(stderr).toMatch(/no database at .*market\.duckdb: rows that no item names were not looked for\..*--items/);
  });

  it("lists one kind where asked to, and counts all", () => {
    const { stdout, stderr } = modeltide([
      "lexicon",
      "check",
      "--only",
      "collision",
      "--data",
      dir,
      "--lexicon",
      lexicon,
    ]);
    const kinds = stdout.split("\n").slice(2).filter(Boolean);
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.every((line) => line.startsWith("collision"))).toBe(true);
    expect(stderr).toMatch(
      /^collisions: 1; unmarked common words: \d+; marked ambiguous: [\d,]+; rows in no item read: 0\./m,
    );
  });

  it("names the file and line of a row that does not parse", () => {
    appendFileSync(join(lexicon, "models.csv"), "某模型,no-such-vendor,general,,,,,\n");
    const { status, stderr } = check();
    expect([status, stderr]).toEqual([EXIT.usage, expect.stringMatching(/models\.csv:\d+/)]);
  });
});
