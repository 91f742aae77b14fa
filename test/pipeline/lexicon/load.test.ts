import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AskError } from "../../../pipeline/errors.ts";
import { isForeign, loadLexicon, vendorName } from "../../../pipeline/lexicon.ts";
import { lexiconFolder, MODELS, shippedLexicon, VENDORS } from "./folder.ts";

async function refusal(dir: string): Promise<AskError> {
  const error = await loadLexicon(dir).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AskError);
  return error as AskError;
}

describe("loading the lexicon", () => {
  it("reads the shipped lexicon: at least 600 vendors and 1,200 models, every reference resolved", async () => {
    const lexicon = await loadLexicon(shippedLexicon);
    expect(lexicon.vendors.length).toBeGreaterThanOrEqual(600);
    expect(lexicon.models.length).toBeGreaterThanOrEqual(1200);
    expect(lexicon.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.keys(lexicon.vocabulary.people).filter((id) => !lexicon.vendorById.has(id))).toEqual([]);
  });

  it("gives a Chinese organisation its Chinese name and a foreign one its English name", async () => {
    const lexicon = await loadLexicon(lexiconFolder());
    expect(lexicon.vendors.map(vendorName)).toEqual(["阿克米", "Bolt Labs", "小山"]);
    expect(lexicon.vendors.map(isForeign)).toEqual([false, true, false]);
  });

  it("accepts a byte order mark and Windows line ends, as spreadsheets write them", async () => {
    const saved = `\uFEFF${VENDORS.replaceAll("\n", "\r\n")}`;
    const lexicon = await loadLexicon(lexiconFolder({ "vendors.csv": saved }));
    expect(lexicon.vendorById.get("acme")?.aliases).toEqual(["阿克米智能", "Acme AI"]);
  });

  it("gives another digest when any file changes", async () => {
    const plain = await loadLexicon(lexiconFolder());
    const more = await loadLexicon(lexiconFolder({ "models.csv": `${MODELS}新星,acme,general,,model,,,public\n` }));
    expect(more.digest).not.toBe(plain.digest);
  });

  it("names the file that is missing and asks the user, exit code 2", async () => {
    const dir = lexiconFolder();
    rmSync(join(dir, "models.csv"));
    const error = await refusal(dir);
    expect(error.exitCode).toBe(2);
    expect(error.text.en).toContain(join(dir, "models.csv"));
    expect(error.text.zh).toContain("models.csv");
  });

  it.each([
    ["a kind that does not exist", { "vendors.csv": `${VENDORS}new,新,,,,spaceship,,北京,public\n` }, "vendors.csv:5"],
    [
      "a row with too many cells",
      { "vendors.csv": `${VENDORS}new,新,,,,startup,,北京,public,more\n` },
      "vendors.csv:5",
    ],
    ["an id that stands twice", { "vendors.csv": `${VENDORS}acme,新,,,,startup,,北京,public\n` }, "vendors.csv:5"],
    [
      "a parent that does not exist",
      { "vendors.csv": `${VENDORS}new,新,,,,startup,nobody,北京,public\n` },
      "vendors.csv:5",
    ],
    ["a maker that does not exist", { "models.csv": `${MODELS}新星,nobody,general,,model,,,public\n` }, "models.csv:6"],
    [
      "an industry that does not exist",
      { "models.csv": `${MODELS}新星,acme,general,wizardry,model,,,public\n` },
      "models.csv:6",
    ],
    ["a taxonomy that is no YAML", { "taxonomy.yaml": "relevant: [" }, "taxonomy.yaml"],
    ["a vocabulary that lacks a list", { "names.yaml": "variants: [turbo]" }, "names.yaml"],
  ])("refuses %s and says where it stands", async (_, files, place) => {
    expect((await refusal(lexiconFolder(files as Record<string, string>))).text.en).toContain(place);
  });
});
