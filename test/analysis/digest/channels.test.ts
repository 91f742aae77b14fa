import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Channel } from "../../../analysis/digest/channels/channel.ts";
import { dingtalk } from "../../../analysis/digest/channels/dingtalk.ts";
import { email } from "../../../analysis/digest/channels/email.ts";
import { feishu } from "../../../analysis/digest/channels/feishu.ts";
import { jsonWebhook } from "../../../analysis/digest/channels/json.ts";
import { wecom } from "../../../analysis/digest/channels/wecom.ts";
import type { Digest } from "../../../analysis/digest/digest.ts";
import { deliverOnce } from "../../../analysis/digest/outbox.ts";
import { digestOf } from "./digests.ts";
import { type Mailbox, mailbox, type Receiver, webhook } from "./receivers.ts";

const NOW = new Date("2026-07-15T01:02:03Z");
const now = () => NOW;
let dir = "";
let closing: (() => Promise<void>)[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "modeltide-digest-"));
});
afterEach(async () => {
  for (const close of closing) await close();
  closing = [];
  rmSync(dir, { recursive: true });
});

async function hook(...answers: Parameters<typeof webhook>[0]): Promise<Receiver> {
  const receiver = await webhook(answers);
  closing.push(receiver.close);
  return receiver;
}
const fine = { body: '{"errcode":0}' };
const send = (channel: Channel, digest: Digest) =>
  deliverOnce(channel, () => channel.compose(digest), { dir, occasion: digest.week, pauses: [1, 1] });

describe("robots get the digest in their own form", () => {
  it("飞书: signed cards within 20 KB", async () => {
    const receiver = await hook({ body: '{"code":0}' });
    expect(await send(feishu({ url: receiver.url, secret: "s3", now }), digestOf(300))).toMatchObject({
      state: "sent",
    });
    expect(receiver.received.length).toBeGreaterThan(1);
    for (const { body } of receiver.received) {
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(20 * 1024);
      const { timestamp, sign, msg_type, card } = JSON.parse(body);
      expect(timestamp).toBe("1784077323");
      expect(sign).toBe(createHmac("sha256", `${timestamp}\ns3`).update("").digest("base64"));
      expect(msg_type).toBe("interactive");
      expect(card.elements[0].content).toContain("**模型");
    }
    expect(JSON.parse(receiver.received[0]?.body ?? "").card.header.title.content).toMatch(/模潮周报 \(1\/\d+\)/);
  });

  it("企业微信: Markdown within 4,096 bytes", async () => {
    const receiver = await hook(fine);
    await send(wecom({ url: receiver.url }), digestOf(60));
    for (const { body } of receiver.received) {
      const { msgtype, markdown } = JSON.parse(body);
      expect(msgtype).toBe("markdown");
      expect(Buffer.byteLength(markdown.content)).toBeLessThanOrEqual(4096);
    }
  });

  it("钉钉: a signed address, Markdown within 20,000 bytes", async () => {
    const receiver = await hook(fine);
    await send(dingtalk({ url: receiver.url, secret: "s3", now }), digestOf(300));
    const [first] = receiver.received;
    const query = new URL(first?.path ?? "", "http://x").searchParams;
    expect(query.get("key")).toBe("secret");
    expect(query.get("timestamp")).toBe(String(NOW.getTime()));
    expect(query.get("sign")).toBe(createHmac("sha256", "s3").update(`${NOW.getTime()}\ns3`).digest("base64"));
    for (const { body } of receiver.received) {
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(20_000);
      expect(JSON.parse(body).markdown.title).toContain("模潮周报");
    }
  });

  it("a webhook of one's own: the digest as it is", async () => {
    const receiver = await hook({});
    const digest = digestOf(2);
    await send(jsonWebhook({ url: receiver.url }), digest);
    expect(receiver.received.map(({ body }) => JSON.parse(body))).toEqual([digest]);
  });

  it("every item arrives whole and once, whatever the limit", async () => {
    const receiver = await hook(fine);
    const digest = digestOf(60);
    await send(wecom({ url: receiver.url }), digest);
    const text = receiver.received.map(({ body }) => JSON.parse(body).markdown.content).join("\n");
    const subjects = digest.sections.flatMap(({ items }) => items.map(({ subject }) => subject));
    for (const subject of subjects) {
      const lines = text.split("\n").filter((line) => line.includes(`**${subject}**`));
      expect(lines, subject).toHaveLength(1);
      expect(lines[0]).toMatch(/\[原文\]\(https:\/\/news\.example\/[^)]+\)$/);
    }
  });
});

describe("delivery", () => {
  it("tries again where the server is busy, and succeeds", async () => {
    const receiver = await hook({ status: 503 }, { status: 429 }, fine);
    expect(await send(wecom({ url: receiver.url }), digestOf(1))).toMatchObject({ state: "sent", error: null });
    expect(receiver.received).toHaveLength(3);
  });

  it("tries again where a robot says that it gets too much, and gives up on a refusal", async () => {
    const busy = await hook({ body: '{"errcode":45009}' }, fine);
    expect(await send(wecom({ url: busy.url }), digestOf(1))).toMatchObject({ state: "sent" });
    const refusing = await hook({ body: '{"errcode":310000,"errmsg":"sign not match"}' });
    const result = await send(dingtalk({ url: refusing.url, secret: null, now }), digestOf(1));
    expect(result).toMatchObject({ state: "failed", error: "refused with code 310000" });
    expect(refusing.received).toHaveLength(1);
  });

  it("never sends the same week twice", async () => {
    const receiver = await hook(fine);
    const channel = wecom({ url: receiver.url });
    await send(channel, digestOf(1));
    expect(await send(channel, digestOf(5))).toMatchObject({ state: "before" });
    expect(receiver.received).toHaveLength(1);
  });

  it("goes on with the first message that was not sent, as it was composed then", async () => {
    const receiver = await hook(fine, { status: 400 }, fine);
    const channel = wecom({ url: receiver.url });
    expect(await send(channel, digestOf(60))).toMatchObject({ state: "failed" });
    const result = await send(channel, digestOf(1));
    expect(result.state).toBe("sent");
    const titles = receiver.received.map(({ body }) => /模潮周报 \((\d+)\//.exec(body)?.[1]);
    expect(titles).toEqual(["1", "2", ...Array.from({ length: result.messages - 1 }, (_, at) => String(at + 2))]);
  });

  it("does not send again what may have arrived", async () => {
    const receiver = await hook({ hangUp: true }, fine);
    const channel = wecom({ url: receiver.url });
    expect(await send(channel, digestOf(1))).toMatchObject({ state: "unsure" });
    expect(await send(channel, digestOf(1))).toMatchObject({ state: "unsure" });
    expect(receiver.received).toHaveLength(1);
  });

  it("never names the secret address in what it says of a failure", async () => {
    const receiver = await hook({ status: 404 });
    const { error } = await send(wecom({ url: receiver.url }), digestOf(1));
    expect(error).toBe("HTTP 404");
  });
});

describe("letters", () => {
  const settings = (box: Mailbox) => ({
    host: "127.0.0.1",
    port: box.port,
    secure: false,
    user: null,
    password: null,
    from: "模潮 <modeltide@example.org>",
    to: ["a@example.org", "b@example.org"],
  });
  const box = async (refusals?: number[]) => {
    const opened = await mailbox(refusals);
    closing.push(opened.close);
    return opened;
  };

  it("go to all readers, as text and as HTML", async () => {
    const to = await box();
    expect(await send(email(settings(to)), digestOf(3))).toMatchObject({ state: "sent" });
    expect(to.letters).toHaveLength(1);
    expect(to.letters[0]?.to).toEqual(["a@example.org", "b@example.org"]);
    expect(to.letters[0]?.source).toMatch(/Content-Type: text\/plain[\s\S]*Content-Type: text\/html/);
  });

  it("that found no server count as not sent, so that the next run sends them", async () => {
    const gone = await box();
    await gone.close();
    closing = [];
    expect(await send(email(settings(gone)), digestOf(1))).toMatchObject({ state: "failed" });
    const back = await box();
    expect(await send(email(settings(back)), digestOf(1))).toMatchObject({ state: "sent" });
  });

  it("are tried again after a passing refusal, not after a lasting one", async () => {
    const passing = await box([421]);
    expect(await send(email(settings(passing)), digestOf(1))).toMatchObject({ state: "sent" });
    rmSync(join(dir, "2026-W28.email.json"));
    const lasting = await box([550]);
    expect(await send(email(settings(lasting)), digestOf(1))).toMatchObject({ state: "failed" });
    expect(lasting.letters).toHaveLength(0);
  });
});
