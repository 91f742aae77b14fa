import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { AskError, messageOf } from "../pipeline/errors.ts";

const names = z.array(z.string().min(1).max(100)).max(500).default([]);

const Settings = z.strictObject({
  /** Who crawls: an e-mail address or page where a site's owner reaches you. Live crawls refuse to run without it. */
  contact: z.string().min(3).optional(),
  /** Seconds between two requests to one host; a source may ask for more, never for less. */
  pace: z.number().min(0).default(5),
  /** How many builds before the published one are kept as snapshots. */
  snapshots: z.number().int().min(0).max(50).default(0),
  /** Worker threads that label texts. */
  workers: z.number().int().min(1).max(64).default(2),
  /** The weekly digest. */
  digest: z
    .strictObject({
      /** Address of the report's index page as colleagues reach it; the digest links into it. */
      report_url: z
        .url({ protocol: /^https?$/ })
        .nullable()
        .default(null),
      /** What comes first in the digest, and alerts. */
      watch: z.strictObject({ vendors: names, models: names, industries: names, words: names }).prefault({}),
      /** Letters; none are sent where absent. The password stands in the environment. */
      email: z
        .strictObject({
          host: z.string().min(1),
          port: z.number().int().min(1).max(65535).default(587),
          secure: z.boolean().default(false),
          user: z.string().nullable().default(null),
          from: z.string().min(3),
          to: z.array(z.string().min(3)).min(1).max(200),
        })
        .nullable()
        .default(null),
    })
    .prefault({}),
});
export type Settings = z.infer<typeof Settings>;

/** Every environment variable that the program reads, with what it is for. */
export const ENVIRONMENT = {
  MODELTIDE_CONTACT: "contact address of the crawler; wins over modeltide.yaml",
  MODELTIDE_CHROMIUM: "path of the Chromium to use",
  MODELTIDE_SMTP_PASSWORD: "password of the digest's mail server",
  MODELTIDE_FEISHU_URL: "address of a 飞书 robot that gets the digest",
  MODELTIDE_FEISHU_SECRET: "its signing secret, where it has one",
  MODELTIDE_WECOM_URL: "address of a 企业微信 robot that gets the digest",
  MODELTIDE_DINGTALK_URL: "address of a 钉钉 robot that gets the digest",
  MODELTIDE_DINGTALK_SECRET: "its signing secret, where it has one",
  MODELTIDE_WEBHOOK_URL: "address that gets the digest as JSON",
  MODELTIDE_REDIS: "address of the queue's Redis, where --redis is not given",
  AWS_ENDPOINT_URL_S3:
    "address of an S3-compatible store for --lake s3://…; keys come from where the AWS SDK looks for them",
  AWS_ENDPOINT_URL: "the same for all services of the AWS SDK",
  AWS_REGION: "region of the bucket (us-east-1)",
  HTTP_PROXY: "proxy for plain HTTP requests of the crawler",
  HTTPS_PROXY: "proxy for HTTPS requests of the crawler",
} as const;

/**
 * Reads `modeltide.yaml` of the working folder where there is one.
 * @throws AskError naming file and setting where it does not fit.
 */
export function loadSettings(folder: string, env: NodeJS.ProcessEnv): Settings {
  const path = join(folder, "modeltide.yaml");
  let content: unknown = {};
  if (existsSync(path)) {
    try {
      content = parse(readFileSync(path, "utf8")) ?? {};
    } catch (error) {
      throw new AskError({ en: `${path}: ${messageOf(error)}`, zh: `${path} 有误:${messageOf(error)}` });
    }
  }
  const settings = Settings.safeParse(content);
  if (!settings.success) {
    const what = z.prettifyError(settings.error);
    throw new AskError({
      en: `${path}: ${what}\nmodeltide.example.yaml lists every setting.`,
      zh: `${path} 有误:${what}\nmodeltide.example.yaml 列出了全部设置。`,
    });
  }
  return { ...settings.data, ...(env.MODELTIDE_CONTACT ? { contact: env.MODELTIDE_CONTACT } : {}) };
}
