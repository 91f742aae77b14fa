const NAME = /^shards\/[0-9a-f]{2}\/([0-9a-f]{24})\.([0-9a-f]{12})\.([0-9a-f]+)\.([0-9a-z]+)\.parquet$/;

/** What a shard's name says: what it was made of, and by which versions. */
export interface ShardKey {
  input: string;
  extract: string;
  /** The tagger's version: its rules, lexicon and weights. */
  tagger: string;
  corrections: string;
}

export const shardName = ({ input, extract, tagger, corrections }: ShardKey): string =>
  `${shardFolder(input)}${input}.${extract}.${tagger}.${corrections}.parquet`;

/** The folder of a lake that an input's shards lie in: two letters of its digest, so that no folder grows too large. */
export const shardFolder = (input: string): string => `shards/${input.slice(0, 2)}/`;

/** Reads a name; null where it is no shard's. */
export function parseShardName(name: string): ShardKey | null {
  const [, input = "", extract = "", tagger = "", corrections = ""] = NAME.exec(name) ?? [];
  return input ? { input, extract, tagger, corrections } : null;
}
