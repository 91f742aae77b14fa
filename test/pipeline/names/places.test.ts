import { describe, expect, it } from "vitest";
import { loadLexicon } from "../../../pipeline/lexicon.ts";
import { createSegmenter } from "../../../pipeline/stages/segment/index.ts";
import { createNameFinder } from "../../../pipeline/stages/tag/names/index.ts";
import { candidatesOf } from "../../../pipeline/stages/tag/subject-candidates.ts";
import { contextOf } from "../../../pipeline/stages/tag/subject-context.ts";
import { Clauses, placesOf } from "../../../pipeline/stages/tag/subject-place.ts";
import { lexiconFolder, MODELS } from "../lexicon/folder.ts";

const models = `${MODELS}Vega,acme,application,,assistant,织女星,,public\n`;
const lexicon = await loadLexicon(lexiconFolder({ "models.csv": models }));
const finder = createNameFinder(lexicon, createSegmenter(lexicon));

function read(title: string, text: string, kind: "vendors" | "models" = "models") {
  const found = finder.find({ id: "a", title, text, published: null, source: null });
  const candidate = candidatesOf(found)[kind].find((one) => one.modelRow?.name === "Vega" || one.key === "acme");
  if (!candidate) throw new Error(`${title} names nothing listed`);
  return { candidate, places: placesOf(candidate, found, new Clauses()) };
}
const second = (title: string, text: string, kind?: "vendors" | "models") => {
  const { second: place } = read(title, text, kind).places;
  return place && [place.hit.field, place.left[0] ?? "", place.right[0] ?? ""];
};

describe("the second place of a name", () => {
  it("is its first in the text where it stands in the title", () => {
    expect(second("Vega 上线", "业内人士认为 Vega 超越了同行。")).toEqual(["text", "认为", "超越"]);
  });

  it("is another one where the text begins as the title does", () => {
    expect(second("Vega 上线", "Vega 上线。团队说 Vega 免费。")).toEqual(["text", "说", "免费"]);
  });

  it("is none where the name stands once, or always between the same words", () => {
    expect(second("Vega 上线", "")).toBeNull();
    expect(second("Vega 上线", "Vega 上线。")).toBeNull();
  });

  it("is the product's for a maker that is named once", () => {
    expect(second("阿克米回应传闻", "此前 Vega 遭到投诉。", "vendors")).toEqual(["text", "此前", "遭到"]);
  });

  it("counts among the words that the context is judged by", () => {
    const { candidate, places } = read("Vega 上线", "业内人士认为 Vega 超越了同行。");
    const alone = contextOf(candidate, { ...places, second: null });
    const both = contextOf(candidate, places);
    expect(both).toEqual(expect.arrayContaining(alone));
    expect(both.length).toBeGreaterThan(alone.length);
  });
});
