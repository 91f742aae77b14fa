// Measures; asserts nothing. `npm run bench [-- name… --corpus file.jsonl.gz… --size megabytes]` runs what is named, otherwise all.
import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Bench } from "./bench.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { corpus: { type: "string", multiple: true, default: [] }, size: { type: "string" } },
});
const names = readdirSync(new URL(".", import.meta.url))
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.slice(0, -".bench.ts".length))
  .filter((name) => !positionals.length || positionals.includes(name));

const size = values.size ? Number(values.size) : undefined;
for (const name of names) {
  console.log(`\n== ${name}`);
  const { bench } = (await import(`./${name}.bench.ts`)) as { bench: Bench };
  for await (const { what, value, unit } of bench({ corpus: values.corpus, size })) {
    console.log(`${what.padEnd(64)} ${format(value).padStart(12)} ${unit}`);
  }
}

function format(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(3);
}
