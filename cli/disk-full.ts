/** True where a disk has no room left: Node says it by a code, DuckDB in its message. */
export function isDiskFull(error: unknown): boolean {
  if ((error as NodeJS.ErrnoException | null)?.code === "ENOSPC") return true;
  return error instanceof Error && /No space left on device|ENOSPC/.test(`${error.message} ${String(error.cause)}`);
}
