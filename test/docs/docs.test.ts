import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { currentDictionary, DICTIONARY } from "./dictionary.ts";

describe("the data dictionary", () => {
  it("is what the comments of migrations and views say: `npm run dictionary` writes it anew", async () => {
    expect(readFileSync(DICTIONARY, "utf8")).toBe(await currentDictionary());
  });

  it("says of every table and view what it is, and of every table's column what it holds", async () => {
    const dictionary = await currentDictionary();
    expect(dictionary).not.toMatch(/### \S+\n\n\n/);
    const tables = dictionary.slice(dictionary.indexOf("## Tables"));
    expect(tables).not.toMatch(/\|\s*\|$/m);
  });
});
