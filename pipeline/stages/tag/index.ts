import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Lexicon, loadLexicon } from "../../lexicon.ts";
import { EVENTS, type Label, type TagInput, type Tags, TIERS } from "../../types.ts";
import { type Cut, createSegmenter, type Segmenter } from "../segment/index.ts";
import { calibrated } from "./calibrate.ts";
import { decide, decideIndustries, isRelevant, kindsOf, mainModels, NO_KINDS, relevanceOf } from "./classify.ts";
import { CueMatcher, type Cues, loadCues } from "./cues.ts";
import {
  EMBEDDING_WEIGHTS,
  type Embedding,
  type EmbeddingScores,
  embed,
  embeddingScores,
  loadEmbedding,
} from "./embedding.ts";
import { heaviestFeatures } from "./explain-features.ts";
import { findFacets } from "./facets.ts";
import { extractFeatures, GROUP_WEIGHTS } from "./features.ts";
import { FeatureBuffer } from "./features-buffer.ts";
import { featureSource, type ItemView, viewItem } from "./features-view.ts";
import { industryLabel, industryMentions } from "./industries-labels.ts";
import { createNameFinder, type NameFinder } from "./names/index.ts";
import { findNumbers } from "./numbers/index.ts";
import { LEAST_RELEVANT, stackEvidence, stackedProbabilities, stackRow } from "./stack.ts";
import { loadStack, STACK_WEIGHTS, type Stack } from "./stack-weights.ts";
import { createSubjectChooser } from "./subject.ts";
import { loadSubjectWeights, SUBJECT_WEIGHTS, type SubjectWeights } from "./subject-weights.ts";
import { FEATURES_VERSION, loadWeights, type Weights } from "./weights.ts";

export interface Tagger {
  /** Changes whenever code, lexicon or weights would give other labels. */
  readonly version: string;
  tag(input: TagInput): Tags;
}

/** What a tagger is made of. */
export interface TaggerParts {
  lexicon: Lexicon;
  segmenter: Segmenter;
  nameFinder: NameFinder;
  cues: Cues;
  weights: Weights;
  subjectWeights: SubjectWeights;
  stack: Stack;
  embedding: Embedding;
}

/** Counted up when the rules in code give other labels for the same lexicon and weights. */
const RULES_VERSION = 1;
const KEYWORDS = 8;
/** Of an item that is left alone. */
const NOTHING_MEANT: EmbeddingScores = { item: [], industries: [] };

/**
 * Loads everything the tagger needs; the dictionary of nodejieba, some 300 MB, when the first text is cut.
 * @param lexiconDir `data/lexicon`
 * @param modelDir `data/model`
 * @param lexicon what was read of `lexiconDir` already
 * @param cut gives the words of texts, where they are cut elsewhere
 * @throws AskError naming the file that is missing or malformed.
 */
export async function loadTagger(
  dirs: { lexiconDir: string; modelDir: string; lexicon?: Lexicon },
  cut?: Cut,
): Promise<Tagger> {
  const [lexicon, cues, weights, subjectWeights, stack, embedding] = await Promise.all([
    dirs.lexicon ?? loadLexicon(dirs.lexiconDir),
    loadCues(join(dirs.lexiconDir, "cues.yaml")),
    loadWeights(dirs.modelDir),
    loadSubjectWeights(join(dirs.modelDir, SUBJECT_WEIGHTS)),
    loadStack(join(dirs.modelDir, STACK_WEIGHTS)),
    loadEmbedding(join(dirs.modelDir, EMBEDDING_WEIGHTS)),
  ]);
  const segmenter = createSegmenter(lexicon, cut);
  return createTagger({
    lexicon,
    segmenter,
    nameFinder: createNameFinder(lexicon, segmenter),
    cues,
    weights,
    subjectWeights,
    stack,
    embedding,
  });
}

/** A tagger from its parts. Labels depend on the item alone: the same item always gets the same ones. */
export function createTagger(parts: TaggerParts): Tagger {
  const { lexicon, segmenter, nameFinder, cues, weights, subjectWeights, stack, embedding } = parts;
  const models = mainModels(weights);
  const mayHaveSubjects = Math.min(subjectWeights.vendor.relevantFrom, subjectWeights.model.relevantFrom);
  const matcher = new CueMatcher(cues.groups);
  const buffer = new FeatureBuffer();
  const subjectChooser = createSubjectChooser(lexicon, subjectWeights);
  const widths = {
    vendor: subjectWeights.vendor.forest.features.length,
    model: subjectWeights.model.forest.features.length,
  };
  const version = versionOf(parts);
  const industryWords = { header: weights.header, words: models.words };
  const industryNames = new Map((lexicon.taxonomy["industries"] ?? []).map(({ id, zh, en }) => [id, { zh, en }]));
  return {
    version,
    tag: (input) => {
      const found = nameFinder.find(input);
      const view = viewItem(found, matcher);
      const source = featureSource(view);
      extractFeatures(source, buffer, GROUP_WEIGHTS);
      const relevance = relevanceOf(models, buffer);
      const close = relevance >= LEAST_RELEVANT;
      const alone = !close && !isRelevant(relevance, weights.header.decision) && relevance < mayHaveSubjects;
      const p = { relevant: relevance, ...(alone ? NO_KINDS : kindsOf(models, buffer)) };
      const judged = close ? subjectChooser.judge(found, p) : [];
      const meant = close ? embeddingScores(embedding, embed(embedding.vectors, source)) : NOTHING_MEANT;
      const shown = { scores: p, embedding: meant.item, judged, signals: source.signals };
      const row = close ? stackRow(shown, widths, stack.columns) : null;
      const both = row ? stackedProbabilities(stack, row) : p;
      const decision = decide(both, weights.header);
      const { relevant, event, tier, confidence } = decision;
      const told = { view, features: buffer, p: both, embedding: meant.industries };
      const industries = relevant ? decideIndustries(told, industryWords, stack.industries) : [];
      const subjects = subjectChooser.choose(found, both, judged);
      const label = <T>(value: T, field: "relevant" | "event" | "tier", chosen: number): Label<T> => {
        const sure = calibrated(weights.header.calibration[field], confidence[field]);
        // An item about something else has no event and no tier, for which only the first label's reasons count.
        const explained = relevant || field === "relevant";
        const model = field === "relevant" ? models.relevance : models[field];
        const evidence = explained ? heaviestFeatures(model, buffer, view, chosen) : [];
        if (explained && row) evidence.push(...stackEvidence(stack, field, chosen, row));
        return { value, confidence: round(sure), evidence, abstained: sure < weights.header.abstain[field] };
      };
      return {
        relevant: label(relevant, "relevant", relevant ? 0 : 1),
        event: label(event, "event", EVENTS.indexOf(event)),
        tier: label(tier, "tier", TIERS.indexOf(tier)),
        vendors: subjects.vendors,
        models: subjects.models,
        industries: industries.map(({ id, probability }) =>
          industryLabel(view, id, round(calibrated(weights.header.calibration.industries, probability)), industryNames),
        ),
        facets: findFacets(relevant ? view : null, cues.negation),
        mentions: relevant ? [...subjects.mentions, ...industryMentions(view, industryNames)] : subjects.mentions,
        numbers: relevant ? findNumbers(input, found) : [],
        keywords: keywordsOf(segmenter, view),
        taggerVersion: version,
      };
    },
  };
}

function keywordsOf(segmenter: Segmenter, view: ItemView): Tags["keywords"] {
  return segmenter.keywords(view.text.text ? view.text : view.title, KEYWORDS);
}

function versionOf({ lexicon, cues, weights, subjectWeights, stack, embedding }: TaggerParts): string {
  const hash = createHash("sha256")
    .update(`${RULES_VERSION}.${FEATURES_VERSION}.${lexicon.digest}`)
    .update(JSON.stringify([[...cues.groups], cues.negation, weights.header]))
    .update(weights.main.weights)
    .update(weights.words.weights)
    .update(subjectWeights.source)
    .update(stack.source)
    .update(embedding.source);
  return hash.digest("hex").slice(0, 12);
}

const round = (x: number) => Math.round(x * 1000) / 1000;
