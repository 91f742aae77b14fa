import { createHmac } from "node:crypto";
import type { Digest } from "../digest.ts";
import { toMarkdown } from "../render-markdown.ts";
import { splitDigest } from "../split.ts";
import type { Channel } from "./channel.ts";
import { checkCode, postJson } from "./post.ts";

/** Custom robots of 飞书 take requests of 20 KB; room is left for the signature. */
const LIMIT = 20 * 1024 - 256;
/** Sent too often: `11232` and, in older answers, `9499`. */
const PASSING = [11232, 9499];

/**
 * A custom robot of 飞书 (Feishu, Lark): cards with Markdown.
 * @see https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
 */
export function feishu({ url, secret, now }: { url: string; secret: string | null; now: () => Date }): Channel {
  return {
    id: "feishu",
    compose: (digest) =>
      splitDigest(digest, LIMIT, (part) => Buffer.byteLength(card(part))).map((part) => ({
        kind: "post",
        body: card(part),
      })),
    deliver: async (message) => {
      if (message.kind !== "post") return;
      const signed = secret ? { ...signature(secret, now()), ...(JSON.parse(message.body) as object) } : null;
      checkCode(await postJson(url, signed ? JSON.stringify(signed) : message.body), PASSING);
    },
  };
}

function card(digest: Digest): string {
  const [, ...rest] = toMarkdown(digest).split("\n");
  return JSON.stringify({
    msg_type: "interactive",
    card: {
      header: { title: { tag: "plain_text", content: digest.title }, template: "blue" },
      elements: [
        {
          tag: "markdown",
          content: rest
            .join("\n")
            .replace(/^## (.*)$/gm, "**$1**")
            .trim(),
        },
      ],
    },
  });
}

/** The text to sign is the key of the HMAC, the message is empty: so the robot wants it. */
function signature(secret: string, now: Date): { timestamp: string; sign: string } {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return { timestamp, sign: createHmac("sha256", `${timestamp}\n${secret}`).update("").digest("base64") };
}
