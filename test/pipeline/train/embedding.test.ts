import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  EMBEDDED,
  EMBEDDED_OF_ITEM,
  EMBEDDING_WEIGHTS,
  embed,
  embeddingScores,
  loadEmbedding,
} from "../../../pipeline/stages/tag/embedding.ts";
import type { FeatureSource } from "../../../pipeline/stages/tag/features.ts";
import { trainEmbedding } from "../../../pipeline/train/embedding.ts";
import type { PreparedItem } from "../../../pipeline/train/prepare.ts";

/** Two directions: health and money. */
const vectors = {
  dimensions: 2,
  words: ["医院", "银行"],
  rarity: [1, 1],
  table: Buffer.from(Int8Array.of(127, 0, 0, 127).buffer),
};
const masked = (...words: string[]) => ({
  words: words.map((word) => ({ word, start: 0, end: 1 })),
  units: "",
  starts: [],
  ends: [],
});
const sourceOf = (title: string, lead: string, body: string) =>
  ({ titleMasked: masked(title), leadMasked: masked(lead), bodyMasked: masked(body) }) as unknown as FeatureSource;

/** News of hospitals are launches of industry models, news of banks are not about AI. */
const items = Array.from({ length: 60 }, (_, i) => {
  const health = i % 2 === 0;
  const source = health ? sourceOf("医院", "医院", "") : sourceOf("银行", "", "银行");
  const labels = health
    ? { relevant: true, event: "launch", tier: "industry", industries: ["healthcare"] }
    : { relevant: false, event: "none", tier: "none", industries: [] };
  return { item: { labels, weight: 1 }, source, fold: i % 5 } as unknown as PreparedItem;
});
const trained = trainEmbedding(items, vectors);
const column = (name: (typeof EMBEDDED)[number]) => EMBEDDED.indexOf(name);

describe("classifiers over word vectors", () => {
  it("tell items that they have not seen by what their words are near to", () => {
    const [health, money] = [trained.heldOut[0]?.item ?? [], trained.heldOut[1]?.item ?? []];
    expect(health).toHaveLength(EMBEDDED_OF_ITEM);
    expect(health[column("relevant")]).toBeGreaterThan(0);
    expect(money[column("relevant")]).toBeLessThan(0);
    expect(health[column("event:launch")]).toBeGreaterThan(health[column("event:none")] ?? 0);
    const industries = trained.heldOut[0]?.industries ?? [];
    expect(industries.indexOf(Math.max(...industries))).toBe(column("healthcare") - EMBEDDED_OF_ITEM);
  });

  it("are read back from their file as they were trained", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "embedding-")), EMBEDDING_WEIGHTS);
    writeFileSync(path, JSON.stringify(trained.file));
    const embedding = await loadEmbedding(path);
    const vector = embed(embedding.vectors, sourceOf("医院", "医院", ""));
    expect(Array.from(vector)).toEqual([1, 0, 1, 0, 1, 0]);
    const { item } = embeddingScores(embedding, vector);
    expect(item[column("tier:industry")]).toBeGreaterThan(item[column("tier:none")] ?? 0);
  });

  it("name the file where weights are missing", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "embedding-")), EMBEDDING_WEIGHTS);
    writeFileSync(path, JSON.stringify({ ...trained.file, weights: [1] }));
    await expect(loadEmbedding(path)).rejects.toThrow(path);
  });
});
