import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../pipeline/root.ts";

/** The program's version, from its package.json. */
export function programVersion(): string {
  return (JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as { version: string }).version;
}
