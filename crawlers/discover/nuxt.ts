const DEPTH_MAX = 40;
const VALUES_MAX = 200_000;

/**
 * Puts the state of a Nuxt 3 page together again: one flat array in which numbers inside objects and arrays point to
 * other elements. Anything else is given back as it is. Depth and size are bounded, for what points in circles.
 */
export function revive(json: unknown): unknown {
  if (!Array.isArray(json) || !isTagged(json[0])) return json;
  let count = 0;
  const build = (index: unknown, depth: number): unknown => {
    if (typeof index !== "number" || index < 0 || depth > DEPTH_MAX || ++count > VALUES_MAX) return undefined;
    const value: unknown = json[index];
    if (isTagged(value)) return build(value[1], depth + 1);
    if (Array.isArray(value)) return value.map((entry) => build(entry, depth + 1));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, build(entry, depth + 1)]));
  };
  return build(0, 0);
}

/** `["ShallowReactive", 1]` and its like wrap one other element. */
const isTagged = (value: unknown): value is [string, unknown] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === "string" && typeof value[1] === "number";
