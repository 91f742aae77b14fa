import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../pipeline/root.ts";

/**
 * The end-to-end tests run the compiled program, and share what takes long to make. Whether types fit is for
 * `npm run check` to say: what compiles, runs.
 */
export default function setup(): () => void {
  spawnSync("npx", ["tsc", "-p", "tsconfig.build.json"], { cwd: packageRoot, stdio: "ignore" });
  const shared = mkdtempSync(join(tmpdir(), "modeltide-shared-"));
  process.env.MODELTIDE_TEST_SHARED = shared;
  return () => rmSync(shared, { recursive: true });
}
