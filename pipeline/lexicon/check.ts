import type { Lexicon } from "../lexicon.ts";
import { foldName } from "../stages/segment/fold.ts";

/**
 * Kinds of findings by how much they ask for a person. `collision`: one form means two things and is not marked ambiguous
 * in both. `common_word`: a form that a dictionary has as a word and that is not marked. `ambiguous`: marked forms, for
 * reading through. `dead`: rows that the given texts never name.
 */
export const FINDINGS = ["collision", "common_word", "ambiguous", "dead"] as const;

/** Something about the lexicon that a person should look at. */
export interface LexiconFinding {
  finding: (typeof FINDINGS)[number];
  form: string;
  /** Rows that it concerns: `vendors.csv:12 baidu`. */
  rows: string[];
}

interface Owner {
  form: string;
  row: string;
  /** What it means: vendor id, or the vendor of a model with its family. */
  meaning: string;
  kind: "vendor" | "model";
  ambiguous: boolean;
}

/**
 * Looks for forms that collide or are common words, and for rows that no text names.
 * @param isWord whether a dictionary of common words has a form
 * @param named folded forms that some texts hold, or null to leave out dead rows
 */
export function checkLexicon(
  lexicon: Lexicon,
  isWord: (form: string) => boolean,
  named: ReadonlySet<string> | null,
): LexiconFinding[] {
  const forms = new Map<string, Owner[]>();
  for (const owner of owners(lexicon)) {
    const folded = foldName(owner.form);
    const list = forms.get(folded) ?? [];
    list.push(owner);
    forms.set(folded, list);
  }
  const findings: LexiconFinding[] = [];
  for (const list of forms.values()) {
    const form = list[0]?.form ?? "";
    const rows = [...new Set(list.map((owner) => owner.row))];
    if (collides(list)) findings.push({ finding: "collision", form, rows });
    if (list.some((owner) => owner.ambiguous)) findings.push({ finding: "ambiguous", form, rows });
    else if (isWord(form)) findings.push({ finding: "common_word", form, rows });
  }
  return [...findings, ...(named ? dead(forms, named) : [])];
}

/** An organisation and its own product may share a name; two organisations or two products may not. */
function collides(list: readonly Owner[]): boolean {
  const sure = list.filter((owner) => !owner.ambiguous);
  for (const kind of ["vendor", "model"] as const) {
    if (new Set(sure.filter((owner) => owner.kind === kind).map((owner) => owner.meaning)).size > 1) return true;
  }
  return false;
}

function owners({ vendors, models }: Lexicon): Owner[] {
  const list: Owner[] = [];
  for (const { id, nameZh, nameEn, aliases, ambiguous, line } of vendors) {
    const row = `vendors.csv:${line} ${id}`;
    for (const form of new Set([nameZh, nameEn, ...aliases, ...ambiguous]))
      if (form) list.push({ form, row, meaning: id, kind: "vendor", ambiguous: ambiguous.includes(form) });
  }
  for (const { name, vendor, aliases, ambiguous, line } of models) {
    const row = `models.csv:${line} ${name}`;
    for (const form of new Set([name, ...aliases, ...ambiguous]))
      list.push({ form, row, meaning: `${vendor ?? ""}/${name}`, kind: "model", ambiguous: ambiguous.includes(form) });
  }
  return list;
}

function dead(forms: ReadonlyMap<string, Owner[]>, named: ReadonlySet<string>): LexiconFinding[] {
  const alive = new Set<string>();
  const first = new Map<string, string>();
  for (const [folded, list] of forms) {
    for (const { row, form } of list) {
      if (!first.has(row)) first.set(row, form);
      if (named.has(folded)) alive.add(row);
    }
  }
  return [...first].filter(([row]) => !alive.has(row)).map(([row, form]) => ({ finding: "dead", form, rows: [row] }));
}
