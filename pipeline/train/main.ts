import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadLexicon } from "../lexicon.ts";
import { createSegmenter } from "../stages/segment/index.ts";
import type { Probabilities } from "../stages/tag/classify.ts";
import { CueMatcher, loadCues } from "../stages/tag/cues.ts";
import { GROUP_WEIGHTS } from "../stages/tag/features.ts";
import { loadTagger } from "../stages/tag/index.ts";
import { packNameCounts } from "../stages/tag/name-counts.ts";
import { createNameFinder } from "../stages/tag/names/index.ts";
import { ablateFeatures, ablateLayers } from "./ablate.ts";
import { readUnlabelled } from "./corpus.ts";
import { assignFolds } from "./crossvalidate.ts";
import { type LabelledItem, readCorpusLabels, readGold, withoutTitlesOf } from "./dataset.ts";
import { trainEmbedding } from "./embedding.ts";
import { heldOutLinear } from "./linear.ts";
import { prepare, vectors } from "./prepare.ts";
import { saveWeights } from "./save.ts";
import { stackFile, trainStack } from "./stack.ts";
import { trainSubjects } from "./subjects.ts";
import { randomFigures, train } from "./train.ts";

const USAGE = `usage: npm run train -- --gold ITEMS.jsonl --corpus DIR [--labels FILE] [--lexicon DIR] [--out DIR] [--ablate]

  --gold     labelled items: JSON lines {id, title, text, date, labels: {relevant, event, tier, vendors, models, industries}}
  --corpus   folder of .jsonl.gz files with the texts that --labels refers to by id
  --labels   labels by id (default data/gold/corpus-labels.jsonl)
  --out      where the weights go (default data/model)
  --ablate   print what each ingredient gives in cross-validation, and write nothing
`;

/** How much an item counts that was chosen from the corpus because it was hard, beside an item of the gold set. */
const CORPUS_WEIGHT = 0.6;

const { values } = parseArgs({
  options: {
    gold: { type: "string" },
    corpus: { type: "string" },
    labels: { type: "string", default: "data/gold/corpus-labels.jsonl" },
    lexicon: { type: "string", default: "data/lexicon" },
    out: { type: "string", default: "data/model" },
    ablate: { type: "boolean", default: false },
  },
});
const { gold, corpus, labels, lexicon: lexiconDir, out } = values;
if (gold && corpus) await run(gold, corpus);
else {
  process.stderr.write(USAGE);
  process.exitCode = 2;
}

async function run(goldPath: string, corpusDir: string): Promise<void> {
  const lexicon = await loadLexicon(lexiconDir);
  const finder = createNameFinder(lexicon, createSegmenter(lexicon));
  const cues = await loadCues(join(lexiconDir, "cues.yaml"));
  const matcher = new CueMatcher(cues.groups);
  const goldItems = await readGold(goldPath);
  const corpusItems = withoutTitlesOf(await readCorpusLabels(labels, corpusDir, CORPUS_WEIGHT), goldItems);
  const items: LabelledItem[] = [...goldItems, ...corpusItems.filter((i) => i.origin === "corpus")];
  const prepared = prepare(items, assignFolds(items.length, 7), finder, matcher);
  const digests = {
    gold: await digestOf(goldPath),
    labels: await digestOf(labels),
    lexicon: lexicon.digest.slice(0, 16),
    cues: await digestOf(join(lexiconDir, "cues.yaml")),
  };
  const features = vectors(prepared, GROUP_WEIGHTS);
  const linear = heldOutLinear(prepared, features);
  const unlabelled = await readUnlabelled(corpusDir, goldItems, finder, matcher);
  const counts = packNameCounts(unlabelled.names);
  const embedding = trainEmbedding(prepared, unlabelled.vectors);
  const subjects = trainSubjects(
    items.map(({ input, names = null, weight, origin }, i) => ({
      ...{ input, names, weight, counted: origin === "corpus" },
      scores: linear[i] as Probabilities,
    })),
    lexicon,
    counts,
    digests,
    say,
  );
  const shown = prepared.map(({ source }, i) => ({
    scores: linear[i] as Probabilities,
    embedding: embedding.heldOut[i]?.item ?? [],
    judged: subjects.heldOut[i] ?? [],
    signals: source.signals,
  }));
  if (values.ablate) {
    ablateFeatures(prepared, say);
    return ablateLayers(prepared, shown, subjects.measures, say);
  }
  const stack = trainStack(prepared, shown, subjects.measures);
  const classifiers = train({
    ...{ items: prepared, features, decided: stack.heldOut, embedding: embedding.heldOut },
    ...{ digests, say },
  });
  const trained = {
    ...classifiers,
    subjects: subjects.tuned(stack.heldOut),
    stack: stackFile(stack, classifiers.industries),
    embedding: embedding.file,
  };
  await saveWeights(out, trained);
  const random = randomFigures(
    corpusItems.filter(({ origin }) => origin === "held-out"),
    await loadTagger({ lexiconDir, modelDir: out }),
  );
  say(`random corpus items ${JSON.stringify(random)}`);
  trained.header.trained["random"] = random;
  await saveWeights(out, trained);
}

async function digestOf(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex")
    .slice(0, 16);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
