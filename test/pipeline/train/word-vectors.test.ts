import { describe, expect, it } from "vitest";
import { embed, WordVectors } from "../../../pipeline/stages/tag/embedding.ts";
import { leadingVectors, type SparseMatrix } from "../../../pipeline/train/svd.ts";
import { CorpusWords } from "../../../pipeline/train/word-vectors.ts";

/** Two worlds whose words never meet, and a word that stands in both. */
const SEA = ["海", "船", "帆", "浪", "港"];
const LAW = ["法院", "原告", "律师", "判决", "上诉"];
const corpus = new CorpusWords();
for (let i = 0; i < 60; i++) {
  const turned = (words: string[]) => words.map((_, at) => words[(at * (1 + (i % 4)) + i) % words.length] as string);
  corpus.add([...turned(SEA), "的"]);
  corpus.add([...turned(LAW), "的"]);
}
corpus.add(["罕见"]);
const trained = corpus.vectors();
const words = new WordVectors(trained, trained.table);

const vectorOf = (...list: string[]) => {
  const masked = (texts: string[]) => ({ words: texts.map((word) => ({ word, start: 0, end: 1 })) });
  const item = { titleMasked: masked(list), leadMasked: masked([]), bodyMasked: masked([]) };
  return embed(words, item).subarray(0, words.dimensions);
};
const likeness = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, k) => sum + x * (b[k] ?? 0), 0);

describe("word vectors", () => {
  it("lie close where words stand among the same words", () => {
    expect(likeness(vectorOf("海"), vectorOf("船"))).toBeGreaterThan(likeness(vectorOf("海"), vectorOf("法院")) + 0.3);
    expect(likeness(vectorOf("原告", "律师"), vectorOf("判决"))).toBeGreaterThan(0.4);
    expect(likeness(vectorOf("原告", "律师"), vectorOf("港"))).toBeLessThan(0.1);
  });

  it("have length one together, and none where no word is known", () => {
    expect(likeness(vectorOf("海", "法院"), vectorOf("海", "法院"))).toBeCloseTo(1, 5);
    expect(Array.from(vectorOf("没见过"))).toEqual(new Array(words.dimensions).fill(0));
  });

  it("count rare words for more", () => {
    const frequent = trained.words.indexOf("的");
    const seldom = trained.words.indexOf("海");
    expect(trained.rarity[frequent]).toBeLessThan(trained.rarity[seldom] ?? 0);
  });

  it("leave out words that few items have", () => {
    expect(trained.words).not.toContain("罕见");
    expect(trained.words).toHaveLength(SEA.length + LAW.length + 1);
  });

  it("refuse a table of another size", () => {
    expect(() => new WordVectors(trained, trained.table.subarray(1))).toThrow(`${trained.words.length} words`);
  });
});

describe("leading singular vectors", () => {
  it("are those of the matrix, by size, each times the root of its singular value", () => {
    // Singular values 9, 4 and 1 along the axes.
    const matrix: SparseMatrix = {
      size: 3,
      starts: Uint32Array.of(0, 1, 2, 3),
      columns: Uint32Array.of(2, 0, 1),
      values: Float32Array.of(4, 1, 9),
    };
    const found = leadingVectors(matrix, 2, 1).map(Math.abs);
    for (const [at, wanted] of [0, 2, 0, 0, 3, 0].entries()) expect(found[at]).toBeCloseTo(wanted, 6);
  });
});
