import { copyFileSync, linkSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

const SNAPSHOT = /^market-build-\w+\.duckdb$/;

/**
 * Keeps the file just published as `snapshots/market-<run>.duckdb` beside it, and of the earlier ones the last `keep`.
 * A published file is never written again, so a second name for it costs no space.
 */
export function keepSnapshot(published: string, runId: string, keep: number): void {
  if (!keep) return;
  const folder = join(dirname(published), "snapshots");
  mkdirSync(folder, { recursive: true });
  const snapshot = join(folder, `market-${runId}.duckdb`);
  rmSync(snapshot, { force: true });
  try {
    linkSync(published, snapshot);
  } catch {
    // File systems without hard links.
    copyFileSync(published, snapshot);
  }
  const names = readdirSync(folder).filter((name) => SNAPSHOT.test(name));
  for (const name of names.sort().slice(0, -(keep + 1))) rmSync(join(folder, name));
}
