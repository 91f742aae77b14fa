import { createHmac } from "node:crypto";
import type { Digest } from "../digest.ts";
import { toMarkdown } from "../render-markdown.ts";
import { splitDigest } from "../split.ts";
import type { Channel } from "./channel.ts";
import { checkCode, postJson } from "./post.ts";

/** Robots of 钉钉 take requests of 20,000 bytes. */
const LIMIT = 20_000;
/** Sent too often, or their system is busy. */
const PASSING = [130101, 410100, -1];

/**
 * A custom robot of 钉钉 (DingTalk).
 * @see https://open.dingtalk.com/document/robots/custom-robot-access
 */
export function dingtalk({ url, secret, now }: { url: string; secret: string | null; now: () => Date }): Channel {
  return {
    id: "dingtalk",
    compose: (digest) =>
      splitDigest(digest, LIMIT, (part) => Buffer.byteLength(body(part))).map((part) => ({
        kind: "post",
        body: body(part),
      })),
    deliver: async (message) => {
      if (message.kind === "post")
        checkCode(await postJson(secret ? signed(url, secret, now()) : url, message.body), PASSING);
    },
  };
}

const body = (digest: Digest): string =>
  JSON.stringify({ msgtype: "markdown", markdown: { title: digest.title, text: toMarkdown(digest).trim() } });

function signed(url: string, secret: string, now: Date): string {
  const timestamp = String(now.getTime());
  const address = new URL(url);
  address.searchParams.set("timestamp", timestamp);
  address.searchParams.set("sign", createHmac("sha256", secret).update(`${timestamp}\n${secret}`).digest("base64"));
  return address.href;
}
