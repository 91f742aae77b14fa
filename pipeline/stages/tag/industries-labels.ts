import type { Evidence, Industry, Mention, NamedLabel } from "../../types.ts";
import type { ItemView } from "./features-view.ts";

/** The names of an industry in Chinese and English. */
export type IndustryNames = ReadonlyMap<string, { zh: string; en: string }>;

/** An industry that was decided on, with the cues and names in the item that stand for it. */
export function industryLabel(view: ItemView, id: Industry, confidence: number, names: IndustryNames): NamedLabel {
  const name = names.get(id);
  return {
    id,
    name: name?.zh ?? id,
    names: name ? [name.zh, name.en] : [],
    confidence,
    evidence: [...evidenceOf(view, `industries.${id}`, 3), ...modelsOf(view, id)].slice(0, 4),
  };
}

/** Every industry that the item names outright, where it does so first. */
export function industryMentions(view: ItemView, names: IndustryNames): Mention[] {
  const mentions: Mention[] = [];
  for (const [id, name] of names) {
    const [first] = evidenceOf(view, `industry_names.${id}`, 1);
    if (first)
      mentions.push({
        kind: "industry",
        id,
        name: name.zh,
        industry: id as Industry,
        role: "mention",
        evidence: first,
      });
  }
  return mentions;
}

/** The first `most` cues of a group, those of the title before those of the text. */
function evidenceOf(view: ItemView, group: string, most: number): Evidence[] {
  const found: Evidence[] = [];
  for (const field of ["title", "text"] as const)
    for (const cue of field === "title" ? view.titleCues : view.textCues) {
      if (found.length === most) return found;
      if (cue.groups.includes(group)) found.push(spanEvidence(view, field, cue, `cue:${group}`));
    }
  return found;
}

function modelsOf(view: ItemView, id: Industry): Evidence[] {
  return view.titleNames
    .filter((span) => span.model?.industries.includes(id))
    .map((span) => spanEvidence(view, "title", span, "lexicon:industries"));
}

function spanEvidence(
  view: ItemView,
  field: "title" | "text",
  span: { start: number; end: number },
  rule: string,
): Evidence {
  const { points } = view[field];
  return { field, start: points.at(span.start), end: points.at(span.end), rule };
}
