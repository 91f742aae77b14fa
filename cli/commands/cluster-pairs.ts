import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Command } from "commander";
import { z } from "zod";
import { EXIT, messageOf } from "../../pipeline/errors.ts";
import { loadHeadlineModel } from "../../pipeline/stages/cluster/model.ts";
import { relatePair } from "../../pipeline/stages/cluster/pairs.ts";
import type { CliContext } from "../context.ts";
import { shipped } from "../paths.ts";

const Side = z.object({
  title: z.string().nullish(),
  text: z.string().nullish(),
  published: z.string().nullish(),
  source: z.string().nullish(),
});
const Pair = z.object({ n: z.union([z.string(), z.number()]), a: Side, b: Side });

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("cluster-pairs")
    .description(
      text({
        en: "Say of each pair of items on standard input (lines {n, a, b}) how they belong together: reprint, same_event, related or different.",
        zh: "读标准输入的成对条目(每行 {n, a, b}),判断二者关系:reprint 转载、same_event 同一事件、related 相关、different 无关。",
      }),
    )
    .option("--json", text({ en: "one JSON line a pair (it is always so)", zh: "每对一行 JSON(默认即是)" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide cluster-pairs < pairs.jsonl > relations.jsonl`,
    )
    .action(async () => {
      const model = await loadHeadlineModel(join(shipped.model, "headlines.json"));
      let number = 0;
      for await (const line of createInterface({ input: context.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
        context.signal.throwIfAborted();
        number++;
        if (!line.trim()) continue;
        const pair = parsed(line);
        if (typeof pair === "string") {
          context.err(`${text({ en: `line ${number} is left out: ${pair}`, zh: `跳过第 ${number} 行:${pair}` })}\n`);
          context.exitWith(EXIT.partial);
        } else context.out(`${JSON.stringify({ n: pair.n, relation: relatePair(pair.a, pair.b, model) })}\n`);
      }
    });
}

function parsed(line: string): z.infer<typeof Pair> | string {
  try {
    const pair = Pair.safeParse(JSON.parse(line));
    return pair.success ? pair.data : z.prettifyError(pair.error);
  } catch (error) {
    return messageOf(error);
  }
}
