import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { composeAlert, recordAlert } from "../analysis/digest/alert.ts";
import type { Channel } from "../analysis/digest/channels/channel.ts";
import { dingtalk } from "../analysis/digest/channels/dingtalk.ts";
import { email } from "../analysis/digest/channels/email.ts";
import { feishu } from "../analysis/digest/channels/feishu.ts";
import { jsonWebhook } from "../analysis/digest/channels/json.ts";
import { wecom } from "../analysis/digest/channels/wecom.ts";
import { collectWeek } from "../analysis/digest/collect.ts";
import { composeDigest } from "../analysis/digest/compose.ts";
import type { Digest } from "../analysis/digest/digest.ts";
import { type Delivery, deliverOnce } from "../analysis/digest/outbox.ts";
import { writeDigest } from "../analysis/digest/write-files.ts";
import { newestWeek } from "../analysis/newest-week.ts";
import type { Query } from "../analysis/query.ts";
import { AskError } from "../pipeline/errors.ts";
import { openPublished, rows } from "../pipeline/store/database.ts";
import { acquireLock } from "../pipeline/store/lock.ts";
import { beijingDay } from "../pipeline/time.ts";
import type { CliContext } from "./context.ts";
import type { DataPaths } from "./paths.ts";
import type { Settings } from "./settings.ts";

export interface DigestOutcome {
  digest: Digest;
  files: string[];
  deliveries: Delivery[];
}

export interface DigestChoices {
  week?: string;
  outDir?: string;
  send: boolean;
}

const PAUSES_MS = [2_000, 10_000, 60_000];

/**
 * Writes a week's digest and sends it over the channels that are set up and have not had it yet.
 * @throws StopError exit 4 without a database, exit 5 where another process is sending
 */
export async function makeDigest(
  paths: DataPaths,
  context: CliContext,
  settings: Settings,
  choices: DigestChoices,
): Promise<DigestOutcome> {
  const { sent, kept } = await withViews(paths, async (query) => {
    const week = choices.week ?? (await newestWeek(query, beijingDay(context.now())));
    if (!week) throw noData();
    const facts = await collectWeek(query, week);
    const options = composeOptions(week, context, settings);
    // Files stay on this machine, where the report may be read from disk.
    const reportUrl = options.reportUrl ?? localReport(paths);
    return { sent: composeDigest(facts, options), kept: composeDigest(facts, { ...options, reportUrl }) };
  });
  const dir = choices.outDir ?? join(paths.dir, "digest");
  const files = writeDigest(dir, kept);
  const deliveries = choices.send ? await send(paths, context, settings, sent.week, sent) : [];
  return { digest: kept, files, deliveries };
}

/** Sends what is new on the watch list since the last alert; null where nothing is. */
export async function sendAlert(
  paths: DataPaths,
  context: CliContext,
  settings: Settings,
): Promise<DigestOutcome | null> {
  const record = join(paths.dir, "digest", "sent", "alerts.json");
  const today = beijingDay(context.now());
  const alert = await withViews(paths, async (query) => {
    const week = (await newestWeek(query, today)) ?? "";
    return composeAlert(query, record, { ...composeOptions(week, context, settings), today });
  });
  if (!alert) return null;
  const occasion = `alert-${createHash("sha256").update(alert.launches.join("\n")).digest("hex").slice(0, 12)}`;
  const deliveries = await send(paths, context, settings, occasion, alert.digest);
  if (deliveries.every(({ state }) => state !== "failed")) recordAlert(record, alert.launches);
  return { digest: alert.digest, files: [], deliveries };
}

function localReport({ report }: DataPaths): string | null {
  const index = join(report, "index.html");
  return existsSync(index) ? pathToFileURL(index).href : null;
}

/** The channels that settings and environment set up. */
export function channels({ digest }: Settings, { env, now }: CliContext): Channel[] {
  const found: Channel[] = [];
  if (digest.email) found.push(email({ ...digest.email, password: env.MODELTIDE_SMTP_PASSWORD ?? null }));
  if (env.MODELTIDE_FEISHU_URL) {
    found.push(feishu({ url: env.MODELTIDE_FEISHU_URL, secret: env.MODELTIDE_FEISHU_SECRET ?? null, now }));
  }
  if (env.MODELTIDE_WECOM_URL) found.push(wecom({ url: env.MODELTIDE_WECOM_URL }));
  if (env.MODELTIDE_DINGTALK_URL) {
    found.push(dingtalk({ url: env.MODELTIDE_DINGTALK_URL, secret: env.MODELTIDE_DINGTALK_SECRET ?? null, now }));
  }
  if (env.MODELTIDE_WEBHOOK_URL) found.push(jsonWebhook({ url: env.MODELTIDE_WEBHOOK_URL }));
  return found;
}

/** One process at a time: two at once would both find that nothing was sent yet. */
async function send(
  paths: DataPaths,
  context: CliContext,
  settings: Settings,
  occasion: string,
  digest: Digest,
): Promise<Delivery[]> {
  const dir = join(paths.dir, "digest", "sent");
  const release = acquireLock(join(dir, "outbox"), context.now());
  try {
    const deliveries: Delivery[] = [];
    for (const channel of channels(settings, context)) {
      deliveries.push(await deliverOnce(channel, () => channel.compose(digest), { dir, occasion, pauses: PAUSES_MS }));
    }
    return deliveries;
  } finally {
    release();
  }
}

const composeOptions = (week: string, { lang, now }: CliContext, { digest }: Settings) => ({
  week,
  lang,
  watch: digest.watch,
  reportUrl: digest.report_url,
  now: now(),
});

async function withViews<Result>(paths: DataPaths, use: (query: Query) => Promise<Result>): Promise<Result> {
  const { connection, close } = await openPublished(paths.database);
  try {
    return await use((sql, values) => rows(connection, sql, values));
  } finally {
    close();
  }
}

const noData = (): AskError =>
  new AskError({
    en: 'the database holds no dated items, so there is no week to tell of: run "modeltide weekly" first.',
    zh: "数据库里没有带日期的条目，无法出周报：请先运行 modeltide weekly。",
  });
