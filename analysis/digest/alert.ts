import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Snapshot } from "../charts/chart.ts";
import { addDays } from "../charts/periods.ts";
import type { Query } from "../query.ts";
import type { DigestLaunch } from "./collect.ts";
import { type ComposeOptions, launchItem } from "./compose.ts";
import type { Digest } from "./digest.ts";
import { HEADINGS } from "./headings.ts";
import { isWatched } from "./watch.ts";

/** How far back a launch may lie to be news. */
const NEWS_DAYS = 14;
/** Launches of one alert; more wait for the digest. */
const MOST = 20;

export interface Alert {
  digest: Digest;
  /** Ids that the record holds once the alert was sent. */
  launches: string[];
}

/** The watched launches of the last two weeks that no alert has told of yet; null where there are none. */
export async function composeAlert(
  query: Query,
  recordFile: string,
  options: Omit<ComposeOptions, "week"> & { today: string; week: string },
): Promise<Alert | null> {
  const told = new Set(readTold(recordFile));
  const [snapshot] = await query<Snapshot & Record<string, unknown>>("SELECT * FROM snapshot");
  const rows = (await query(
    "SELECT * FROM launches WHERE date BETWEEN $1::DATE AND $2::DATE AND in_news ORDER BY date DESC, id",
    [addDays(options.today, -NEWS_DAYS), options.today],
  )) as unknown as DigestLaunch[];
  const news = rows.filter((launch) => isWatched(launch, options.watch) && !told.has(launch.id)).slice(0, MOST);
  if (!news.length) return null;
  const { lang } = options;
  return {
    launches: news.map(({ id }) => id),
    digest: {
      week: options.week,
      lang,
      title: { zh: "模潮提醒", en: "Modeltide alert" }[lang],
      lead: {
        zh: `关注名单上有 ${news.length} 个新发布。`,
        en: `${news.length} new ${news.length === 1 ? "launch" : "launches"} on the watch list.`,
      }[lang],
      leadLinks: [],
      sections: [
        {
          id: "watch",
          heading: HEADINGS.watch[lang],
          items: news.map((launch) => launchItem(launch, { watched: true, tier: true }, options)),
        },
      ],
      note: snapshot?.id ?? "",
      reportUrl: options.reportUrl,
      made: options.now.toISOString(),
    },
  };
}

/** Remembers that launches were told of. */
export function recordAlert(recordFile: string, launches: string[]): void {
  mkdirSync(join(recordFile, ".."), { recursive: true });
  writeFileSync(`${recordFile}.new`, JSON.stringify([...readTold(recordFile), ...launches]));
  renameSync(`${recordFile}.new`, recordFile);
}

const readTold = (file: string): string[] =>
  existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as string[]) : [];
