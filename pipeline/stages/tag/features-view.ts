import type { Segmented } from "../segment/index.ts";
import type { CueHit, CueMatcher } from "./cues.ts";
import { BODY_UNITS, type FeatureSource, LEAD_UNITS } from "./features.ts";
import { maskNames } from "./features-mask.ts";
import { type KnownSpan, knownSpans } from "./features-names.ts";
import { findSignals } from "./features-signals.ts";
import type { FoundNames } from "./names/index.ts";

/** How much of a text is searched for cues (UTF-16 units): enough for any article, bounded for hostile ones. */
const CUE_UNITS = 20_000;

/** One item as the classifiers read it: segmented once, with its known names and cues. */
export interface ItemView {
  title: Segmented;
  text: Segmented;
  /** Where the text goes on after repeating the title. */
  bodyStart: number;
  titleNames: KnownSpan[];
  textNames: KnownSpan[];
  titleCues: CueHit[];
  textCues: CueHit[];
}

/** Finds names and cues of an item. */
export function viewItem(found: FoundNames, cues: CueMatcher): ItemView {
  const { title, text } = found;
  return {
    title,
    text,
    bodyStart: text.text.startsWith(title.text) ? title.text.length : 0,
    titleNames: knownSpans(found, "title"),
    textNames: knownSpans(found, "text"),
    titleCues: cues.find(title.text),
    textCues: cues.find(text.text, CUE_UNITS),
  };
}

/** What the classifiers' features are made of. */
export function featureSource(view: ItemView): FeatureSource {
  const { title, text, bodyStart, titleNames, titleCues } = view;
  const leadEnd = bodyStart + LEAD_UNITS;
  const leadNames = view.textNames.filter((s) => s.start >= bodyStart && s.start < leadEnd);
  const leadCues = view.textCues.filter((c) => c.start >= bodyStart && c.start < leadEnd);
  const words = text.tokens.filter((t) => t.start >= bodyStart && t.start < bodyStart + BODY_UNITS);
  const lead = words.filter((w) => w.start < leadEnd);
  const body = words.slice(lead.length);
  return {
    title: title.text,
    titleMasked: maskNames(title.tokens, titleNames, title.text.length),
    leadMasked: maskNames(lead, leadNames, leadEnd),
    bodyMasked: maskNames(body, view.textNames, bodyStart + BODY_UNITS),
    signals: findSignals({
      title: title.text,
      hasText: lead.length > 0,
      titleCues,
      leadCues,
      titleNames,
      leadNames,
    }),
  };
}
