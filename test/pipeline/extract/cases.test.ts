import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../pipeline/root.ts";
import { createExtractor, loadBoilerplate } from "../../../pipeline/stages/extract/index.ts";
import type { Extracted } from "../../../pipeline/types.ts";

interface Expected extends Partial<Omit<Extracted, "text">> {
  text?: string[];
  excludes?: string[];
  dropped?: string;
}

const casesDir = join(import.meta.dirname, "cases");
const extractor = createExtractor(await loadBoilerplate(join(packageRoot, "data", "lexicon")));

describe("pages in the shapes of Chinese news sites", () => {
  it.each(readdirSync(casesDir))("%s", (name) => {
    const expected = JSON.parse(readFileSync(join(casesDir, name, "expected.json"), "utf8")) as Expected;
    const html = readFileSync(join(casesDir, name, "page.html"));
    const result = extractor.page({ html, fetchedAt: "2023-06-19T12:00:00Z" });
    if (expected.dropped !== undefined) {
      expect(result).toMatchObject({ dropped: expected.dropped });
      return;
    }
    const { text, excludes = [], author, ...fields } = expected;
    const found = result as Extracted;
    expect(found).toMatchObject(fields);
    expect(found.text.split("\n")).toEqual(text);
    if (author !== null) expect(found.author).toBe(author);
    for (const gone of excludes) expect(found.text).not.toContain(gone);
  });
});
