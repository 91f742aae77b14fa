import { firstReached } from "../../bisect.ts";
import type { Segmented } from "../segment/index.ts";
import type { CueHit, CueMatcher } from "./cues.ts";
import { BODY_UNITS, type FeatureSource, LEAD_UNITS } from "./features.ts";
import { focusOf } from "./features-focus.ts";
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
    titleCues: cues.find(title.folded),
    textCues: cues.find(text.folded, CUE_UNITS),
  };
}

/** What the classifiers' features are made of. */
export function featureSource(view: ItemView): FeatureSource {
  const { title, text, bodyStart, titleNames, titleCues } = view;
  const focus = focusOf(title.text, titleCues, titleNames);
  const inFocus = (span: { start: number; end: number }) => span.start >= focus.start && span.end <= focus.end;
  const whole = focus.start === 0 && focus.end === title.text.length;
  const names = whole ? titleNames : titleNames.filter(inFocus);
  const titleMasked = maskNames(whole ? title.tokens : title.tokens.filter(inFocus), names, focus.end);
  const leadEnd = bodyStart + LEAD_UNITS;
  const inLead = (span: { start: number }) => span.start >= bodyStart && span.start < leadEnd;
  const leadNames = view.textNames.filter(inLead);
  const words = text.tokens.slice(tokenFrom(text, bodyStart), tokenFrom(text, bodyStart + BODY_UNITS));
  const lead = words.slice(0, tokenFrom(text, leadEnd) - tokenFrom(text, bodyStart));
  const leadMasked = maskNames(lead, leadNames, leadEnd);
  return {
    title: title.text,
    titleStart: focus.start,
    titleEnd: focus.end,
    titleMasked,
    leadMasked,
    bodyMasked: maskNames(words.slice(lead.length), view.textNames, bodyStart + BODY_UNITS),
    signals: findSignals({
      title: {
        text: title.text.slice(0, focus.end),
        masked: titleMasked,
        cues: whole ? titleCues : titleCues.filter(inFocus),
        names,
      },
      lead: {
        text: text.text.slice(0, leadEnd),
        masked: leadMasked,
        cues: view.textCues.filter(inLead),
        names: leadNames,
      },
      roundup: focus.roundup,
    }),
  };
}

/** Number of the first token that starts at the unit or after it. */
function tokenFrom({ tokens }: Segmented, unit: number): number {
  return firstReached(tokens.length, (at) => (tokens[at]?.start ?? 0) >= unit);
}
