import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { packageRoot } from "../../../pipeline/root.ts";
import { loadBoilerplate } from "../../../pipeline/stages/extract/index.ts";

const shipped = readFileSync(join(packageRoot, "data", "lexicon", "boilerplate.yaml"), "utf8");
const dirs: string[] = [];
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
});

function load(yaml: string) {
  const dir = mkdtempSync(join(tmpdir(), "boilerplate-"));
  dirs.push(dir);
  writeFileSync(join(dir, "boilerplate.yaml"), yaml);
  return loadBoilerplate(dir);
}

describe("the vocabulary of extraction", () => {
  it("names the entry whose pattern is no regular expression", async () => {
    await expect(load(shipped.replace(/^siteWords: '/m, "siteWords: '("))).rejects.toThrow(/siteWords/);
  });

  it("names a missing list", async () => {
    await expect(load(shipped.replace(/^watermarks:/m, "watermark:"))).rejects.toThrow(/watermark/);
  });

  it("names the file that is missing", async () => {
    await expect(loadBoilerplate("/nowhere")).rejects.toThrow(/\/nowhere\/boilerplate\.yaml/);
  });
});
