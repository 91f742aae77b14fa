import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { IndexEntry } from "./cdxj.ts";
import { rewrittenName, warcFiles } from "./files.ts";
import { IndexFile } from "./index-file.ts";
import { type Member, walkMembers } from "./members.ts";
import { INDEX } from "./read.ts";
import { entryOfMember, recover } from "./recover.ts";

/** What was taken out of the archive. */
export interface Removal {
  /** Index lines of the records that are gone. */
  removed: IndexEntry[];
  /** Bytes that the files are smaller by. */
  bytes: number;
}

/**
 * Takes records out of the archive, with the requests that belong to them. A file that holds none of them is left
 * alone; another one is written anew under a new name, and stands in the index before the old one is deleted.
 * The caller holds the archive's lock.
 */
export function removeRecords(dir: string, unwanted: (entry: IndexEntry) => boolean): Removal {
  const index = new IndexFile(join(dir, INDEX));
  try {
    recover(dir, index);
    const removed: IndexEntry[] = [];
    let bytes = 0;
    for (const name of warcFiles(dir)) {
      const gone = new Map<number, IndexEntry>();
      for (const entry of index.entries())
        if (entry.filename === name && unwanted(entry)) gone.set(entry.offset, entry);
      if (!gone.size) continue;
      bytes += rewrite(dir, name, gone, index);
      removed.push(...gone.values());
    }
    return { removed, bytes };
  } finally {
    index.close();
  }
}

function rewrite(dir: string, name: string, gone: Map<number, IndexEntry>, index: IndexFile): number {
  const next = rewrittenName(name);
  const source = join(dir, name);
  const target = join(dir, next);
  const input = openSync(source, "r");
  const output = openSync(`${target}.next`, "w");
  const moved: IndexEntry[] = [];
  let size = 0;
  let dropped = 0;
  let request: Member | null = null;
  const copy = (member: Member) => {
    const chunk = Buffer.alloc(member.length);
    readSync(input, chunk, 0, chunk.length, member.offset);
    writeSync(output, chunk);
    const entry = entryOfMember({ ...member, offset: size }, next);
    if (entry) moved.push(entry);
    size += chunk.length;
  };
  for (const member of walkMembers(source, 0)) {
    if (member.record.headers.get("warc-type") === "request") {
      if (request) copy(request);
      request = member;
      continue;
    }
    const unwanted = gone.has(member.offset);
    if (request && unwanted) dropped += request.length;
    else if (request) copy(request);
    request = null;
    if (unwanted) dropped += member.length;
    else copy(member);
  }
  fsyncSync(output);
  closeSync(output);
  closeSync(input);
  renameSync(`${target}.next`, target);
  const others = [...index.entries()].filter((entry) => entry.filename !== name);
  index.replace([...others, ...moved]);
  rmSync(source);
  return dropped;
}
