import type { Command } from "commander";
import type { Message } from "../pipeline/errors.ts";
import type { CliContext } from "./context.ts";

export interface CommandModule {
  register: (program: Command, context: CliContext) => void;
}

interface CommandEntry {
  name: string;
  summary: Message;
  /** Loads the command's module only when it is asked for: `--help` stays fast. */
  load: () => Promise<CommandModule>;
}

export const COMMANDS: CommandEntry[] = [
  {
    name: "weekly",
    summary: { en: "crawl, build and report: the main job", zh: "采集、构建、出报告:每周主流程" },
    load: () => import("./commands/weekly.ts"),
  },
  {
    name: "crawl",
    summary: { en: "fetch what is new into the archive", zh: "把新内容采集进档案" },
    load: () => import("./commands/crawl.ts"),
  },
  {
    name: "import",
    summary: { en: "archive items from JSONL, HTML or WARC files", zh: "把 JSONL、HTML、WARC 文件导入档案" },
    load: () => import("./commands/import.ts"),
  },
  {
    name: "build",
    summary: { en: "label the archive and publish the database", zh: "标注档案并发布数据库" },
    load: () => import("./commands/build.ts"),
  },
  {
    name: "report",
    summary: { en: "make the report site from the database", zh: "由数据库生成报告网站" },
    load: () => import("./commands/report.ts"),
  },
  {
    name: "digest",
    summary: { en: "tell a week in short and send it", zh: "生成一周摘要并发送" },
    load: () => import("./commands/digest.ts"),
  },
  {
    name: "serve",
    summary: { en: "look at the report over HTTP on this machine", zh: "在本机通过 HTTP 查看报告" },
    load: () => import("./commands/serve.ts"),
  },
  {
    name: "notebooks",
    summary: { en: "make, preview and begin research notebooks", zh: "生成、预览、新建研究笔记本" },
    load: () => import("./commands/notebooks.ts"),
  },
  {
    name: "tag",
    summary: { en: "label texts and explain the labels", zh: "给文本打标签并说明依据" },
    load: () => import("./commands/tag.ts"),
  },
  {
    name: "extract",
    summary: { en: "take the article out of saved pages", zh: "从保存的网页中提取正文" },
    load: () => import("./commands/extract.ts"),
  },
  {
    name: "sql",
    summary: { en: "query the database, read-only", zh: "只读查询数据库" },
    load: () => import("./commands/sql.ts"),
  },
  {
    name: "diff",
    summary: { en: "compare two database files", zh: "比较两个数据库文件" },
    load: () => import("./commands/diff.ts"),
  },
  {
    name: "sources",
    summary: { en: "list and check the sources", zh: "列出并检查来源" },
    load: () => import("./commands/sources.ts"),
  },
  {
    name: "archive",
    summary: { en: "verify, prune, forget archived pages", zh: "校验、清理、删除档案中的网页" },
    load: () => import("./commands/archive.ts"),
  },
  {
    name: "export",
    summary: { en: "write the views to Parquet, CSV or JSON lines", zh: "导出视图为 Parquet、CSV 或 JSON 行" },
    load: () => import("./commands/export.ts"),
  },
  {
    name: "lexicon",
    summary: { en: "check the lexicon and suggest new names", zh: "检查词库、建议新名称" },
    load: () => import("./commands/lexicon.ts"),
  },
  {
    name: "review",
    summary: { en: "list the least certain labels", zh: "列出最没把握的标签" },
    load: () => import("./commands/review.ts"),
  },
  {
    name: "correct",
    summary: { en: "correct a label for good", zh: "更正一个标签" },
    load: () => import("./commands/correct.ts"),
  },
  {
    name: "eval",
    summary: { en: "measure the tagger against labelled items", zh: "用标注集评估标注器" },
    load: () => import("./commands/eval.ts"),
  },
  {
    name: "cluster-pairs",
    summary: { en: "say of each pair of items whether one reprints the other", zh: "判断成对条目是否互为转载" },
    load: () => import("./commands/cluster-pairs.ts"),
  },
  {
    name: "enqueue",
    summary: { en: "make jobs for workers on other machines", zh: "为其他机器上的 worker 生成任务" },
    load: () => import("./commands/enqueue.ts"),
  },
  {
    name: "worker",
    summary: { en: "do jobs of the queue on this machine", zh: "在本机执行队列中的任务" },
    load: () => import("./commands/worker.ts"),
  },
  {
    name: "queue",
    summary: { en: "see what waits, retry what was set aside", zh: "查看队列,重试被搁置的任务" },
    load: () => import("./commands/queue.ts"),
  },
  {
    name: "doctor",
    summary: { en: "check the installation and its data", zh: "检查安装与数据" },
    load: () => import("./commands/doctor.ts"),
  },
];
