import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { appendToLexicon } from "../../../pipeline/lexicon/append.ts";
import { checkLexicon } from "../../../pipeline/lexicon/check.ts";
import { createSuggestions } from "../../../pipeline/lexicon/suggest.ts";
import { loadLexicon } from "../../../pipeline/lexicon.ts";
import { lexiconFolder, MODELS, VENDORS } from "./folder.ts";

const noWord = () => false;

describe("checking the lexicon", () => {
  it("finds a form that two vendors claim, whatever its case and spaces", async () => {
    const vendors = `${VENDORS}other,,Other,ACME ai,,startup,,北京,public\n`;
    const findings = checkLexicon(await loadLexicon(lexiconFolder({ "vendors.csv": vendors })), noWord, null);
    const collision = findings.find(({ finding }) => finding === "collision");
    expect(collision?.rows).toEqual(["vendors.csv:2 acme", "vendors.csv:5 other"]);
  });

  it("does not call it a collision when a product is named as its maker", async () => {
    const models = `${MODELS}Acme,acme,application,,product,,,public\n`;
    const findings = checkLexicon(await loadLexicon(lexiconFolder({ "models.csv": models })), noWord, null);
    expect(findings.filter(({ finding }) => finding === "collision")).toEqual([]);
  });

  it("finds common words that are not marked, and lists those that are", async () => {
    const findings = checkLexicon(
      await loadLexicon(lexiconFolder()),
      (form) => form === "晨星" || form === "山泉",
      null,
    );
    expect(findings.filter(({ finding }) => finding === "common_word").map(({ form }) => form)).toEqual(["晨星"]);
    expect(findings.filter(({ finding }) => finding === "ambiguous").map(({ form }) => form)).toEqual([
      "Bolt",
      "小山",
      "山泉",
    ]);
  });

  it("finds rows that no text names by any of their forms", async () => {
    const findings = checkLexicon(
      await loadLexicon(lexiconFolder()),
      noWord,
      new Set(["acmeai", "晨星", "orbit", "小山"]),
    );
    expect(findings.filter(({ finding }) => finding === "dead").map(({ form }) => form)).toEqual([
      "Bolt Labs",
      "Orbit Code",
      "山泉",
    ]);
  });
});

describe("suggesting and accepting", () => {
  it("counts subjects that the lexicon lacks and shows the titles they stood in", async () => {
    const suggestions = createSuggestions(await loadLexicon(lexiconFolder()));
    const label = (id: string) => ({ id, name: id, names: [id], confidence: 1, evidence: [] });
    const tags = { vendors: [label("acme"), label("云杉")], models: [] };
    suggestions.add({ title: "云杉与阿克米合作", text: "" }, tags);
    suggestions.add({ title: "云杉又与阿克米合作", text: "" }, tags);
    expect(suggestions.list({ min: 2, limit: 9 })).toEqual([
      { kind: "vendor", name: "云杉", count: 2, vendors: [], examples: ["云杉与阿克米合作", "云杉又与阿克米合作"] },
    ]);
  });

  it("appends accepted rows and leaves the rest of the file as it was", async () => {
    const dir = lexiconFolder({ "vendors.csv": VENDORS.trimEnd() });
    await appendToLexicon(dir, await loadLexicon(dir), [
      { table: "vendors", name: "云杉,智能", id: "spruce", kind: "startup", home: "上海" },
      { table: "models", name: "杉树", vendor: "spruce", tier: "general", kind: "model" },
    ]);
    const after = await loadLexicon(dir);
    expect(after.vendorById.get("spruce")?.nameZh).toBe("云杉,智能");
    expect(after.models.at(-1)).toMatchObject({ name: "杉树", vendor: "spruce" });
    expect(readFileSync(join(dir, "vendors.csv"), "utf8").startsWith(VENDORS)).toBe(true);
  });

  it("writes nothing where one of the rows cannot stand", async () => {
    const dir = lexiconFolder();
    const rows = [
      { table: "vendors", name: "云杉", id: "spruce", kind: "startup", home: "" },
      { table: "models", name: "杉树", vendor: "nobody", tier: "general", kind: "model" },
    ] as const;
    await expect(appendToLexicon(dir, await loadLexicon(dir), rows)).rejects.toThrow("nobody");
    expect(readFileSync(join(dir, "vendors.csv"), "utf8")).toBe(VENDORS);
  });
});
