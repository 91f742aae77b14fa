import type { LaunchValue, NumberFact } from "../../types.ts";
import type { LaunchGroup, Report } from "./group.ts";
import type { CanonicalNames } from "./names.ts";

/** A value with the stories that say it: members of one story count as one voice. */
interface Said {
  value: string;
  stories: Set<string>;
  first: { report: Report; evidence: NumberFact["evidence"] | null };
}

/**
 * All values of one field with the items that say them, the best sourced first and shown: said by most stories, then
 * earliest. Of several that are equally well sourced `prefer` decides.
 */
export function newsValues(
  field: string,
  said: { report: Report; value: string; evidence?: NumberFact["evidence"] }[],
  prefer: (a: string, b: string) => number = () => 0,
): LaunchValue[] {
  const byValue = new Map<string, Said>();
  for (const { report, value, evidence } of said) {
    const entry = byValue.get(value);
    if (entry) entry.stories.add(report.input.storyId);
    else
      byValue.set(value, {
        value,
        stories: new Set([report.input.storyId]),
        first: { report, evidence: evidence ?? null },
      });
  }
  return [...byValue.values()]
    .sort((a, b) => b.stories.size - a.stories.size || prefer(a.value, b.value))
    .map(({ value, first }, at) => ({
      field,
      value,
      basis: "news",
      articleId: first.report.input.articleId,
      evidence: first.evidence,
      attribution: null,
      shown: at === 0,
    }));
}

/**
 * Numbers of one kind that the items say of this model: those that name it, and those that name nothing in an item
 * that has no other model. Numbers said of another model never count.
 */
export function numbersOf(
  group: LaunchGroup,
  what: NumberFact["what"],
  unit: (unit: string) => boolean,
  canonical: CanonicalNames,
): { report: Report; value: string; evidence: NumberFact["evidence"] }[] {
  return group.reports.flatMap((report) =>
    report.input.numbers
      .filter((fact) => fact.what === what && unit(fact.unit) && isOf(fact, report, group, canonical))
      .map((fact) => ({ report, value: String(fact.value), evidence: fact.evidence })),
  );
}

function isOf(fact: NumberFact, report: Report, group: LaunchGroup, canonical: CanonicalNames): boolean {
  if (!fact.of) return report.input.models.length === 1;
  const { family, version } = canonical(fact.of, group.vendorId);
  return [group, ...(group.also ?? [])].some(
    (name) => family === name.family && (version === name.version || version === null),
  );
}
