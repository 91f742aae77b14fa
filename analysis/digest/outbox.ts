import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Channel, type Message, NotDelivered } from "./channels/channel.ts";

export interface Delivery {
  channel: string;
  /** `sent` now, `before` in an earlier run, `failed`, or `unsure` where nobody knows whether a message arrived. */
  state: "sent" | "before" | "failed" | "unsure";
  messages: number;
  error: string | null;
}

interface Kept {
  /** Messages that were delivered, from the first. */
  sent: number;
  /** The message that was under way when the process ended or the line broke. */
  underWay: number | null;
  messages: Message[];
}

export interface OutboxOptions {
  /** Folder of the records, one file for each occasion and channel. */
  dir: string;
  /** What is sent: `2026-W47`; the same occasion goes to a channel once and never again. */
  occasion: string;
  /** Waiting times between tries, in milliseconds. */
  pauses: number[];
}

/**
 * Delivers messages to a channel, once. They are kept with what was delivered before each step, so that a run that died
 * goes on with the first message that was not sent, and one that may have arrived is not sent again.
 */
export async function deliverOnce(
  channel: Channel,
  messages: () => Message[],
  options: OutboxOptions,
): Promise<Delivery> {
  const file = join(options.dir, `${options.occasion}.${channel.id}.json`);
  const kept = read(file) ?? { sent: 0, underWay: null, messages: messages() };
  const total = kept.messages.length;
  const done = (state: Delivery["state"], error: string | null = null): Delivery => ({
    channel: channel.id,
    state,
    messages: total,
    error,
  });
  if (kept.sent >= total) return done("before");
  if (kept.underWay !== null) {
    return done(
      "unsure",
      `message ${kept.underWay + 1} of ${total} may have arrived; delete ${file} to send all again`,
    );
  }
  while (kept.sent < total) {
    const message = kept.messages[kept.sent];
    if (!message) break;
    write(file, { ...kept, underWay: kept.sent });
    try {
      await withRetries(() => channel.deliver(message), options.pauses);
    } catch (error) {
      const unsure = !(error instanceof NotDelivered) || error.unsure;
      write(file, { ...kept, underWay: unsure ? kept.sent : null });
      return done(unsure ? "unsure" : "failed", (error as Error).message);
    }
    kept.sent++;
    write(file, kept);
  }
  return done("sent");
}

async function withRetries(action: () => Promise<void>, pauses: number[]): Promise<void> {
  for (const pause of [...pauses, null]) {
    try {
      return await action();
    } catch (error) {
      if (pause === null || !(error instanceof NotDelivered) || !error.again) throw error;
      await wait(pause);
    }
  }
}

const read = (file: string): Kept | null =>
  existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Kept) : null;

function write(file: string, kept: Kept): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(kept));
  renameSync(`${file}.new`, file);
}
