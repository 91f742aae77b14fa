import { existsSync, statfsSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** True where a disk has no room left: Node says it by a code, DuckDB in its message. */
export function isDiskFull(error: unknown): boolean {
  if ((error as NodeJS.ErrnoException | null)?.code === "ENOSPC") return true;
  return error instanceof Error && /No space left on device|ENOSPC/.test(told(error));
}

/**
 * The file that found no room, as the error names it; where it names none, the place with the least room among those
 * that the command line names and the usual data folder.
 */
export function fullPlace(error: unknown, argv: string[]): string {
  const { path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  const named = dest ?? path ?? (error instanceof Error ? /"([^"]*\/[^"]*)"/.exec(told(error))?.[1] : undefined);
  if (named) return named;
  const given = argv.filter((argument) => !argument.startsWith("-")).map((argument) => resolve(argument));
  const room = (place: string) => {
    const { bavail, bsize } = statfsSync(nearest(place));
    return bavail * bsize;
  };
  return [...given, resolve("data")].reduce((least, place) => (room(place) < room(least) ? place : least));
}

const told = (error: Error): string => `${error.message} ${String(error.cause)}`;
const nearest = (place: string): string => (existsSync(place) ? place : nearest(dirname(place)));
