import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Source } from "../../crawlers/source.ts";
import type { Labeller } from "../../pipeline/build.ts";
import { loadLexicon } from "../../pipeline/lexicon.ts";
import { type Review, reviewsInForce } from "../../pipeline/reviews.ts";
import type { Stages } from "../../pipeline/shards/stages.ts";
import { acrossScripts, createExtractor, loadBoilerplate } from "../../pipeline/stages/extract/index.ts";
import { loadTagger, type Tagger } from "../../pipeline/stages/tag/index.ts";
import type { Tags } from "../../pipeline/types.ts";
import { loadMarketFilter, marketDigest } from "../market.ts";
import { shipped } from "../paths.ts";
import { sourceInfo } from "../pipeline.ts";

/** The stages as they are installed here, with what their shards' names depend on. */
export async function loadStages(sources: Source[], reviews: Review[]): Promise<Stages> {
  const [lexicon, boilerplate, tagger, marketFilter] = await Promise.all([
    loadLexicon(shipped.lexicon),
    loadBoilerplate(shipped.lexicon),
    loadTagger({ lexiconDir: shipped.lexicon, modelDir: shipped.model }),
    loadMarketFilter(),
  ]);
  return {
    extractor: createExtractor(boilerplate),
    labeller: patientLabeller(tagger),
    lexicon,
    sources: sources.map(sourceInfo),
    sourceDigests: new Map(sources.map((source) => [source.id, definitionDigest(source)])),
    vocabularyDigest: digest(readFileSync(join(shipped.lexicon, "boilerplate.yaml"))),
    marketFilter,
    marketDigest: marketDigest(),
    reviews: reviewsInForce(reviews),
    migrationsDir: shipped.migrations,
  };
}

/**
 * Has the stages load what they load with their first text, which takes seconds in which a process says nothing: a job
 * under way would be given to another worker.
 */
export async function warmUp({ labeller }: Stages): Promise<void> {
  await labeller.tagMany([{ id: "", title: "預熱", text: "大模型", published: null, source: null }]);
}

const TEXTS_A_TURN = 16;

/** Labels texts a few at a time, so that the process can say in between that it is alive. */
export function patientLabeller(tagger: Tagger): Labeller {
  return {
    version: tagger.version,
    tagMany: acrossScripts(async (inputs) => {
      const tags: Tags[] = [];
      for (const [at, input] of inputs.entries()) {
        if (at % TEXTS_A_TURN === 0) await setImmediate();
        tags.push(tagger.tag(input));
      }
      return tags;
    }),
  };
}

/** What of a source's definition shows in the articles of its pages. */
function definitionDigest({ id, name, home, canonical, extract, boilerplate }: Source): string {
  const written = JSON.stringify({ id, name, home, canonical, extract, boilerplate }, (_, value) =>
    value instanceof RegExp ? String(value) : value,
  );
  return digest(Buffer.from(written));
}

const digest = (content: Buffer): string => createHash("sha256").update(content).digest("hex");
