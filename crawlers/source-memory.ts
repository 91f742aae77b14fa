import { z } from "zod";
import type { ArchiveState } from "./archive/state.ts";

const ListMemory = z.object({
  etag: z.string().optional(),
  modified: z.string().optional(),
  /** Articles that the list named. */
  items: z.number(),
  /** Milliseconds since 1970 of what had been asked for; null where it was no time in particular. */
  since: z.number().nullable(),
});
export type ListMemory = z.infer<typeof ListMemory>;

const Memory = z.object({
  /** By address: lists all of whose articles were settled. Only then may a 304 stand for them. */
  lists: z.record(z.string(), ListMemory),
  /** Articles on the first page of the way that worked, by run. */
  yields: z.array(z.number()),
  /** ISO 8601 of the start of the last run that was fine. */
  lastFine: z.string().nullable(),
});
export type SourceMemory = z.infer<typeof Memory>;

/** What earlier runs left about a source. */
export function loadMemory(state: ArchiveState, sourceId: string): SourceMemory {
  const stored = Memory.safeParse(state.read(`sources/${sourceId}`));
  return stored.success ? stored.data : { lists: {}, yields: [], lastFine: null };
}

export const saveMemory = (state: ArchiveState, sourceId: string, memory: SourceMemory): void =>
  state.write(`sources/${sourceId}`, memory);
