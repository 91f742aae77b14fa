import type { Digest } from "../digest.ts";

/** A message ready to go: what is posted where; for e-mail the parts of the letter. */
export type Message = { kind: "post"; body: string } | { kind: "letter"; subject: string; text: string; html: string };

export interface Channel {
  /** Its name in the record of what was sent. */
  id: string;
  /** The messages of a digest, each within the channel's limit. */
  compose: (digest: Digest) => Message[];
  /** @throws NotDelivered */
  deliver: (message: Message) => Promise<void>;
}

/**
 * A message did not arrive, or nobody knows whether it did.
 * `again`: it certainly did not arrive and may be tried again soon.
 */
export class NotDelivered extends Error {
  readonly again: boolean;
  /** True where it may have arrived all the same; it is not sent a second time. */
  readonly unsure: boolean;

  constructor(message: string, { again = false, unsure = false } = {}) {
    super(message);
    this.again = again;
    this.unsure = unsure;
  }
}
