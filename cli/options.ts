import { Option } from "commander";
import { AskError } from "../pipeline/errors.ts";
import type { CliContext } from "./context.ts";

/** `--data DIR`: where archive, database and report lie. */
export function dataOption({ text }: CliContext): Option {
  return new Option(
    "--data <dir>",
    text({ en: "folder of archive, database and report", zh: "档案、数据库与报告所在目录" }),
  ).default("data");
}

/**
 * `--fetched-at TIME` as an instant in UTC; now where it is not given.
 * @throws AskError where it is no time
 */
export function timeOf(given: string | undefined, context: CliContext): string {
  const time = given === undefined ? context.now() : new Date(given);
  if (!Number.isNaN(time.getTime())) return time.toISOString();
  throw new AskError({
    en: `--fetched-at ${given} is no time; write it like 2023-06-16T11:05:00+08:00`,
    zh: `--fetched-at ${given} 不是时间;请写成 2023-06-16T11:05:00+08:00 的形式`,
  });
}

/**
 * `--since DAY`; null where it is not given.
 * @throws AskError where it is no day
 */
export function dayOf(given: string | undefined): string | null {
  if (given === undefined) return null;
  if (/^\d{4}-\d\d-\d\d$/.test(given) && !Number.isNaN(Date.parse(given))) return given;
  throw new AskError({
    en: `--since ${given}: a day is written YYYY-MM-DD, like 2026-01-31.`,
    zh: `--since ${given}:日期应写成 YYYY-MM-DD,例如 2026-01-31。`,
  });
}

/**
 * A whole number within bounds; without an upper one, of six digits at most.
 * @throws AskError where it is none
 */
export function wholeNumber(given: string, option: string, least: number, most = 999_999): number {
  const value = Number(given);
  if (/^(?:0|[1-9]\d{0,8})$/.test(given) && value >= least && value <= most) return value;
  throw new AskError({
    en: `${option} ${given}: give a whole number from ${least} to ${most}.`,
    zh: `${option} ${given}:请给出 ${least} 到 ${most} 之间的整数。`,
  });
}

/**
 * `--port N`; 0 stands for any that is free.
 * @throws AskError where it is no port
 */
export function portOf(port: string): number {
  return wholeNumber(port, "--port", 0, 65_535);
}
