import { type Message, SkipError } from "../../pipeline/types.ts";

export type Refusal = "too-large" | "encoding" | "forbidden-address" | "redirects" | "robots" | "robots-unreachable";

/** Something that is not fetched, or not taken, with the reason it is counted under. */
export class Refused extends SkipError {
  readonly reason: Refusal;

  constructor(reason: Refusal, text: Message) {
    super(text);
    this.reason = reason;
  }
}

export const tooLarge = (limit: number): Refused =>
  new Refused("too-large", {
    en: `the answer is larger than ${limit} bytes after decompression`,
    zh: `解压后超过 ${limit} 字节`,
  });

export const unknownEncoding = (encoding: string): Refused =>
  new Refused("encoding", {
    en: `the answer's encoding "${encoding.slice(0, 60)}" is not one that is read`,
    zh: `无法读取的内容编码“${encoding.slice(0, 60)}”`,
  });
