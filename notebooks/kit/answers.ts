import type { Answer } from "./source.ts";

/** Most rows that one SQL cell brings into its page. */
export const MOST_ROWS = 50_000;
/** Most characters of JSON that one SQL cell brings into its page. */
export const MOST_CHARACTERS = 8_000_000;

/** An answer as it stands in a page. Days and instants are ISO 8601 text here and dates in the page. */
export interface PageAnswer {
  rows: Record<string, unknown>[];
  schema: { name: string; type: string; databaseType: string; nullable: true }[];
  /** True where rows are missing, since they are too many or too long. */
  cut: boolean;
}

/** Brings an answer into the form of Notebook Kit's database results, and down to a size that a page can bear. */
export function toPageAnswer({ columns, types, rows, cut }: Answer): PageAnswer {
  const schema = columns.map((name, at) => {
    const databaseType = types[at] ?? "";
    return { name, type: columnType(databaseType), databaseType, nullable: true as const };
  });
  const times = schema.filter(({ type }) => type === "date").map(({ name }) => name);
  const kept: Record<string, unknown>[] = [];
  let left = MOST_CHARACTERS;
  for (const row of rows) {
    for (const name of times) row[name] = isoTime(row[name]);
    left -= JSON.stringify(row).length;
    if (left < 0) return { rows: kept, schema, cut: true };
    kept.push(row);
  }
  return { rows: kept, schema, cut };
}

function columnType(type: string): string {
  if (type.endsWith("[]")) return "array";
  if (/^(DATE|TIMESTAMP)/.test(type)) return "date";
  if (type === "BOOLEAN") return "boolean";
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return "integer";
  if (/^(FLOAT|DOUBLE|DECIMAL)/.test(type)) return "number";
  if (/^(STRUCT|MAP)/.test(type)) return "object";
  return "string";
}

/** `2023-03-14 10:00:00+08` as `2023-03-14T02:00:00.000Z`; text that is no time (`infinity`) stays. */
function isoTime(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const [, day, time = "00:00:00", zone = "Z"] =
    /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d(?::\d\d)?)?)?$/.exec(value) ?? [];
  if (!day) return value;
  const written = `${day}T${time}${zone.length === 3 ? `${zone}:00` : zone}`;
  const instant = new Date(written);
  return Number.isNaN(instant.getTime()) ? value : instant.toISOString();
}
