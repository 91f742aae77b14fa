import { scoreField } from "../eval/scores.ts";
import { GROUP_WEIGHTS, type Group, type GroupWeights } from "../stages/tag/features.ts";
import { outOfFold } from "./crossvalidate.ts";
import { CLASSES, type PreparedItem, TASKS, vectors } from "./prepare.ts";

/**
 * Prints cross-validated macro-F1 with every ingredient left out in turn, beside a plain regression on the characters
 * of title and text; probabilities are taken as they come, without tuned decisions.
 */
export function ablate(items: readonly PreparedItem[], say: (text: string) => void): void {
  const gold = items.filter((i) => i.item.origin === "gold");
  say("| ingredients | relevant | event | tier |\n|---|---|---|---|");
  const none = Object.fromEntries(Object.keys(GROUP_WEIGHTS).map((g) => [g, 0])) as Record<Group, number>;
  line("title characters only, gold items only", gold, { ...none, titleRaw: 1 });
  line("all features, gold items only", gold, GROUP_WEIGHTS);
  line("all features, all items", items, GROUP_WEIGHTS);
  for (const group of Object.keys(GROUP_WEIGHTS) as Group[])
    if (GROUP_WEIGHTS[group] > 0) line(`without ${group}`, items, { ...GROUP_WEIGHTS, [group]: 0 });

  function line(name: string, used: readonly PreparedItem[], weights: GroupWeights): void {
    const features = vectors(used, weights);
    const f1 = TASKS.map((task) => {
      const p = outOfFold(task, used, features);
      const values = CLASSES[task].map(String);
      const guess = p.map((row) => values[row.indexOf(Math.max(...row))] ?? "");
      const at = used.flatMap(({ item }, i) => (item.origin === "gold" ? [i] : []));
      const want = at.map((i) => String(used[i]?.item.labels[task]));
      return scoreField(
        want,
        at.map((i) => guess[i] ?? ""),
        values,
      ).macroF1.toFixed(3);
    });
    say(`| ${name} | ${f1.join(" | ")} |`);
  }
}
