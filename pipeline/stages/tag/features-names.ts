import type { LexiconModel, LexiconVendor } from "../../lexicon.ts";
import type { Industry } from "../../types.ts";
import { MASK_CLASSES, type MaskSpan } from "./features-mask.ts";
import type { FoundName, FoundNames, NameField } from "./names/index.ts";

/** A name as the classifiers see it: its class letter and what the lexicon says of it. */
export interface KnownSpan extends MaskSpan {
  vendor: LexiconVendor | null;
  model: LexiconModel | null;
  /** A version follows the name. */
  versioned: boolean;
}

/** A form that may be a common word counts as a name from this score on. */
const SURE = 0.6;

/** The names of one field that surely are names, in order, not overlapping. */
export function knownSpans(found: FoundNames, field: NameField): KnownSpan[] {
  const spans: KnownSpan[] = [];
  for (const hit of found.listed) {
    if (hit.field !== field || (hit.score < SURE && hit.version === null)) continue;
    const last = spans.at(-1);
    if (last && last.start === hit.start) join(last, hit);
    else if (!last || hit.start >= last.end) spans.push(spanOf(hit));
  }
  return spans;
}

function spanOf(hit: FoundName): KnownSpan {
  const model = hit.kind === "model" ? hit.modelRow : null;
  const vendor = hit.kind === "vendor" ? hit.vendorRow : null;
  const cls = hit.kind === "model" ? modelClass(model) : vendorClass(vendor);
  return { start: hit.start, end: hit.end, cls, vendor, model, versioned: hit.version !== null };
}

/** A second meaning of the same place: an organisation and its model may share a name, a version tells them apart. */
function join(span: KnownSpan, hit: FoundName): void {
  const other = spanOf(hit);
  span.end = Math.max(span.end, other.end);
  span.vendor ??= other.vendor;
  span.model ??= other.model;
  span.versioned ||= other.versioned;
  if (span.model && span.versioned) span.cls = modelClass(span.model);
  else if (span.model && span.vendor) span.cls = MASK_CLASSES.either;
}

function modelClass(model: LexiconModel | null): string {
  if (!model) return MASK_CLASSES.unknown;
  return model.tier === "none" ? MASK_CLASSES.other : MASK_CLASSES[model.tier];
}

function vendorClass(vendor: LexiconVendor | null): string {
  if (vendor?.kind === "university_lab") return MASK_CLASSES.lab;
  return vendor?.kind === "device_maker" ? MASK_CLASSES.device : MASK_CLASSES.vendor;
}

/** The industries that the names of an item stand for, from the lexicon's models. */
export function industriesOf(spans: readonly KnownSpan[]): Industry[] {
  return spans.flatMap((span) => span.model?.industries ?? []);
}
