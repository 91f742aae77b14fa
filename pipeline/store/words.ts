/** Where evidence stands and by which rule; `features` beside it quote the words that weighed most. */
const SPAN = '{"field":"VARCHAR","start":"INTEGER","end":"INTEGER","rule":"VARCHAR"}';
const SHAPES: Record<string, string> = {
  "tags.evidence": `[${SPAN}]`,
  "launch_values.evidence": SPAN,
  evidence: `[${SPAN}]`,
  labels: `[{"field":"VARCHAR","value":"VARCHAR","confidence":"DOUBLE","evidence":[${SPAN}]}]`,
};

/** A JSON column of evidence, named alone or as `table.column`, with its spans and rules but without quoted words. */
export function withoutFeatures(column: string): string {
  const shape = SHAPES[column];
  const name = `"${column.split(".").at(-1)}"`;
  return shape ? `to_json(from_json(${name}, '${shape}'))` : name;
}
