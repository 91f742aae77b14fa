import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Extracted } from "../../../pipeline/types.ts";
import { extractor, FETCHED_AT } from "./extractor.ts";

interface Expected extends Partial<Omit<Extracted, "text">> {
  text?: string[];
  excludes?: string[];
  dropped?: string;
}

const casesDir = join(import.meta.dirname, "cases");

describe("pages in the shapes of Chinese news sites", () => {
  it.each(readdirSync(casesDir))("%s", (name) => {
    const expected = JSON.parse(readFileSync(join(casesDir, name, "expected.json"), "utf8")) as Expected;
    const html = readFileSync(join(casesDir, name, "page.html"));
    const result = extractor.page({ html, fetchedAt: FETCHED_AT });
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
