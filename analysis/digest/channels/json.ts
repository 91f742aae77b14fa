import { splitDigest } from "../split.ts";
import type { Channel } from "./channel.ts";
import { postJson } from "./post.ts";

/** What receivers commonly take without being told to take more. */
const LIMIT = 100 * 1024;

/** A webhook of one's own: the digest as JSON. */
export function jsonWebhook({ url }: { url: string }): Channel {
  return {
    id: "json",
    compose: (digest) =>
      splitDigest(digest, LIMIT, (part) => Buffer.byteLength(JSON.stringify(part))).map((part) => ({
        kind: "post",
        body: JSON.stringify(part),
      })),
    deliver: async (message) => {
      if (message.kind === "post") await postJson(url, message.body);
    },
  };
}
