import { spawnSync } from "node:child_process";
import { packageRoot } from "../pipeline/root.ts";

/** The end-to-end tests run the compiled program. Whether types fit is for `npm run check` to say: what compiles, runs. */
export default function setup(): void {
  spawnSync("npx", ["tsc", "-p", "tsconfig.build.json"], { cwd: packageRoot, stdio: "ignore" });
}
