import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { INDEX } from "../../crawlers/archive/read.ts";
import { verifyArchive } from "../../crawlers/archive/verify.ts";
import { readSourceRuns } from "../../crawlers/health.ts";
import { textOf } from "../../pipeline/errors.ts";
import { loadLexicon } from "../../pipeline/lexicon.ts";
import { type CheckResult, foundLine, runChecks } from "../../pipeline/store/checks.ts";
import { loadMigrations, openDatabase, rows } from "../../pipeline/store/database.ts";
import type { CliContext } from "../context.ts";
import { type DataPaths, shipped } from "../paths.ts";
import { type Finding, same } from "./finding.ts";

/** The lexicon's files load and fit together. */
export async function checkLexicon({ text }: CliContext): Promise<Finding[]> {
  try {
    const { vendors, models } = await loadLexicon(shipped.lexicon);
    const what = {
      en: `${vendors.length} vendors, ${models.length} models`,
      zh: `${vendors.length} 家厂商，${models.length} 个模型`,
    };
    return [{ area: "lexicon", what, state: "fine" }];
  } catch (error) {
    const what = text(textOf(error));
    const advice = {
      en: "mend the line, or restore the file with git checkout",
      zh: "请改正该行，或用 git checkout 恢复文件",
    };
    return [{ area: "lexicon", what: same(what), state: "error", advice }];
  }
}

/** Every archived record reads and has its digest. */
export function checkArchive({ archive }: DataPaths, context: CliContext): Finding[] {
  if (!existsSync(join(archive, INDEX))) {
    const what = { en: "no archive yet", zh: "还没有档案" };
    const advice = {
      en: "run `modeltide weekly`, `crawl` or `import`",
      zh: "请运行 modeltide weekly、crawl 或 import",
    };
    return [{ area: "archive", what, state: "warning", advice }];
  }
  const { files, records, bytes, damage } = verifyArchive(archive, { signal: context.signal });
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  const what = {
    en: `${files} WARC files, ${records} records, ${size}, ${damage.length} damaged`,
    zh: `${files} 个 WARC 文件，${records} 条记录，${size}，损坏 ${damage.length}`,
  };
  if (!damage.length) return [{ area: "archive", what, state: "fine" }];
  const advice = {
    en: "`modeltide archive verify` names the places; the next crawl mends a torn end and fetches anew what is lost",
    zh: "modeltide archive verify 会列出位置；下次采集会修复残尾并重新抓取缺失的内容",
  };
  return [{ area: "archive", what, state: "error", advice }];
}

const OTHER_VERSION = {
  en: "another version of modeltide made it: use that one, or run `modeltide build --fresh`",
  zh: "由另一版本的 modeltide 生成：请用那个版本，或运行 modeltide build --fresh",
};

/** The database opens, is of this version, and passes the checks of a build. */
export async function checkStore({ database }: DataPaths, { text }: CliContext): Promise<Finding[]> {
  const build = { en: "run `modeltide build`", zh: "请运行 modeltide build" };
  if (!existsSync(database)) {
    return [{ area: "store", what: { en: "no database yet", zh: "还没有数据库" }, state: "warning", advice: build }];
  }
  try {
    const opened = await openDatabase(database, "read");
    try {
      const applied = await rows<{ name: string; digest: string }>(
        opened.connection,
        "SELECT name, digest FROM main.migrations ORDER BY name",
      );
      const known = await loadMigrations(shipped.migrations);
      const ours = (one: { name: string; digest: string }) =>
        known.some(({ name, digest }) => name === one.name && digest === one.digest);
      const last = applied.at(-1)?.name ?? "?";
      // The checks ask for tables of this version.
      if (!applied.every(ours)) {
        return [{ area: "store", what: same(`schema ${last}`), state: "error", advice: OTHER_VERSION }];
      }
      if (applied.length < known.length) {
        const what = {
          en: `the database was made by an earlier version (schema ${last}): its rows were not checked`,
          zh: `数据库由较早的版本生成（结构 ${last}），未检查其中的数据`,
        };
        return [{ area: "store", what, state: "warning", advice: build }];
      }
      const checks = await runChecks(opened.connection, shipped.checks);
      return [
        await storeSize(opened.connection, database),
        ...checks.filter(({ offending }) => offending > 0).map(checkFinding),
      ];
    } finally {
      opened.close();
    }
  } catch (error) {
    const what = text(textOf(error));
    const advice = { en: "run `modeltide build --fresh`", zh: "请运行 modeltide build --fresh" };
    return [{ area: "store", what: same(what), state: "error", advice }];
  }
}

/** How much the database holds, and of when it is. */
async function storeSize(connection: DuckDBConnection, database: string): Promise<Finding> {
  const [held] = await rows<{ articles: number; launches: number; built: string | null }>(
    connection,
    `SELECT (SELECT count(*)::INTEGER FROM store.articles) AS articles, (SELECT count(*)::INTEGER FROM store.launches) AS launches,
            strftime(max(finished_at), '%Y-%m-%d %H:%M') AS built FROM store.runs WHERE command = 'build'`,
  );
  const { articles = 0, launches = 0, built = null } = held ?? {};
  const size = `${(statSync(database).size / 1e6).toFixed(1)} MB`;
  const what = {
    en: `${articles} articles, ${launches} launches, ${size}, built ${built ?? "never"} (Beijing time)`,
    zh: `${articles} 篇文章，${launches} 个发布，${size}，构建于 ${built ?? "—"}（北京时间）`,
  };
  return { area: "store", what, state: "fine" };
}

const checkFinding = (check: CheckResult): Finding => ({
  area: "store",
  what: same(foundLine(check)),
  state: check.severity,
  advice:
    check.severity === "error"
      ? {
          en: `${check.rule.en} \`modeltide build --fresh\` recomputes all from the archive`,
          zh: `${check.rule.zh}modeltide build --fresh 会从档案全部重算`,
        }
      : {
          en: `${check.rule.en} No harm to the rest; pipeline/store/checks/${check.name}.sql lists the rows`,
          zh: `${check.rule.zh}不影响其余数据；pipeline/store/checks/${check.name}.sql 可列出各行`,
        },
});

/** How each source's last crawl ended. */
export async function checkSourceHealth({ archive }: DataPaths): Promise<Finding[]> {
  const last = new Map((await readSourceRuns(archive)).map((run) => [run.sourceId, run]));
  const bad = [...last.values()].filter(({ state }) => state !== "fine");
  const fine: Finding = {
    area: "sources",
    what: last.size
      ? {
          en: `${last.size - bad.length} of ${last.size} fine at their last crawl`,
          zh: `${last.size} 个来源中 ${last.size - bad.length} 个上次采集正常`,
        }
      : { en: "none was crawled into this folder yet", zh: "本目录还没有采集过任何来源" },
    state: "fine",
  };
  return [
    fine,
    ...bad.map(
      (run): Finding => ({
        area: "sources",
        what: same(`${run.sourceId}: ${run.state}${run.message ? `, ${run.message}` : ""}`),
        state: "warning",
        advice: {
          en: `\`modeltide sources check ${run.sourceId}\` compares it with its definition`,
          zh: `modeltide sources check ${run.sourceId} 可与定义比较`,
        },
      }),
    ),
  ];
}
