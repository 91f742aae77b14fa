/** Counts of one class: right, wrongly given, missed. */
export interface ClassCounts {
  right: number;
  wrong: number;
  missed: number;
}

export interface ClassScore {
  precision: number;
  recall: number;
  f1: number;
  support: number;
}

export interface FieldScore {
  accuracy: number;
  /** Mean F1 of the classes that the gold labels hold. */
  macroF1: number;
  classes: Record<string, ClassScore>;
  /** `confusion[gold][predicted]` */
  confusion: Record<string, Record<string, number>>;
}

/** Precision, recall and F1; 0 where nothing was right. */
export function scoreOf({ right, wrong, missed }: ClassCounts): ClassScore {
  const share = (part: number, whole: number) => (whole ? part / whole : 0);
  return {
    precision: share(right, right + wrong),
    recall: share(right, right + missed),
    f1: share(2 * right, 2 * right + wrong + missed),
    support: right + missed,
  };
}

/** Scores of a field with one value an item. */
export function scoreField(
  gold: readonly string[],
  predicted: readonly string[],
  values: readonly string[],
): FieldScore {
  const confusion: FieldScore["confusion"] = {};
  for (const value of values) confusion[value] = Object.fromEntries(values.map((v) => [v, 0]));
  gold.forEach((want, i) => {
    const row = confusion[want];
    const got = predicted[i] ?? "";
    if (row) row[got] = (row[got] ?? 0) + 1;
  });
  const classes = Object.fromEntries(
    values.map((value) => {
      const right = confusion[value]?.[value] ?? 0;
      const given = values.reduce((sum, v) => sum + (confusion[v]?.[value] ?? 0), 0);
      const support = gold.filter((want) => want === value).length;
      return [value, scoreOf({ right, wrong: given - right, missed: support - right })];
    }),
  );
  const present = Object.values(classes).filter((c) => c.support);
  const right = gold.filter((want, i) => want === predicted[i]).length;
  return {
    accuracy: gold.length ? right / gold.length : 0,
    macroF1: present.length ? present.reduce((sum, c) => sum + c.f1, 0) / present.length : 0,
    classes,
    confusion,
  };
}

/**
 * How far two labellings agree, and how far they would by chance: Cohen (1960), "A coefficient of agreement for nominal
 * scales". `kappa` is 1 for full agreement, 0 for no more than chance, null where chance alone gives full agreement.
 */
export interface Agreement {
  observed: number;
  expected: number;
  kappa: number | null;
}

/** Agreement of gold and predicted labels from their confusion. */
export function agreementOf(confusion: FieldScore["confusion"]): Agreement {
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  const values = Object.keys(confusion);
  const all = sum(values.flatMap((value) => Object.values(confusion[value] ?? {})));
  if (!all) return { observed: 0, expected: 0, kappa: null };
  const observed = sum(values.map((value) => confusion[value]?.[value] ?? 0)) / all;
  const expected = sum(
    values.map((value) => {
      const wanted = sum(Object.values(confusion[value] ?? {}));
      const given = sum(values.map((other) => confusion[other]?.[value] ?? 0));
      return (wanted / all) * (given / all);
    }),
  );
  return { observed, expected, kappa: expected < 1 ? (observed - expected) / (1 - expected) : null };
}
