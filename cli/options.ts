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
