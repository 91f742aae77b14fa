import type { Digest } from "../digest.ts";
import { toMarkdown } from "../render-markdown.ts";
import { splitDigest } from "../split.ts";
import type { Channel } from "./channel.ts";
import { checkCode, postJson } from "./post.ts";

/** Robots of 企业微信 take Markdown of 4,096 bytes of UTF-8. */
const LIMIT = 4096;
/** Sent too often, or their system is busy. */
const PASSING = [45009, -1];

/**
 * A group robot of 企业微信 (WeCom).
 * @see https://developer.work.weixin.qq.com/document/path/91770
 */
export function wecom({ url }: { url: string }): Channel {
  return {
    id: "wecom",
    compose: (digest) =>
      splitDigest(digest, LIMIT, (part) => Buffer.byteLength(content(part))).map((part) => ({
        kind: "post",
        body: JSON.stringify({ msgtype: "markdown", markdown: { content: content(part) } }),
      })),
    deliver: async (message) => {
      if (message.kind === "post") checkCode(await postJson(url, message.body), PASSING);
    },
  };
}

/** The robot knows headings, bold and links, but no lists and no escapes: brackets that could make links become others. */
const content = (digest: Digest): string =>
  toMarkdown(digest)
    .replace(/^- /gm, "· ")
    .replaceAll("\\[", "［")
    .replaceAll("\\]", "］")
    .replace(/\\([`*_{}<>#|~\\])/g, "$1")
    .trim();
