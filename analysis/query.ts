/** Answers a statement over the views with plain rows: numbers as numbers, days as `YYYY-MM-DD`, lists as arrays. */
export type Query = <Row extends Record<string, unknown> = Record<string, unknown>>(
  sql: string,
  values?: (string | number | boolean | null)[],
) => Promise<Row[]>;
