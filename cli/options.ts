import { Option } from "commander";
import type { CliContext } from "./context.ts";

/** `--data DIR`: where archive, database and report lie. */
export function dataOption({ text }: CliContext): Option {
  return new Option(
    "--data <dir>",
    text({ en: "folder of archive, database and report", zh: "档案、数据库与报告所在目录" }),
  ).default("data");
}
