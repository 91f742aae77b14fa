import type { CliContext } from "./context.ts";

const NAMES: Record<string, { en: string; zh: string }> = {
  articles: { en: "articles read", zh: "已处理条目" },
  retag: { en: "articles labelled anew", zh: "已重新标注" },
  cluster: { en: "joining reprints into stories", zh: "合并转载" },
  launches: { en: "joining launches", zh: "归并发布事件" },
  search: { en: "indexing for search", zh: "建立全文索引" },
  views: { en: "working out the views", zh: "计算视图" },
  checks: { en: "checking the database", zh: "检查数据库" },
};
const QUIET_MS = 2000;

export interface Progress {
  step: (stage: string, done: number) => void;
  end: () => void;
}

/** One line of progress on stderr, redrawn in place on a terminal, a line every few seconds elsewhere. */
export function createProgress(context: CliContext): Progress {
  const started = context.now().getTime();
  let last = started;
  let drawn = false;
  return {
    step(stage, done) {
      const now = context.now().getTime();
      if (now - started < QUIET_MS || now - last < (context.terminal ? 200 : 5000)) return;
      last = now;
      const name = NAMES[stage];
      const text = `${name ? context.text(name) : stage}${done ? ` ${done.toLocaleString("en-US")}` : ""}`;
      context.err(context.terminal ? `\r\u001b[K${text}` : `${text}\n`);
      drawn = true;
    },
    end() {
      if (drawn && context.terminal) context.err("\r\u001b[K");
    },
  };
}
