import { userInfo } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { AskError } from "../../pipeline/errors.ts";
import { appendReview, problemOf, REVIEW_FIELDS, type ReviewField, readReviews } from "../../pipeline/reviews.ts";
import { queryFile } from "../../pipeline/store/query.ts";
import { quoteText } from "../../pipeline/store/quote.ts";
import type { CliContext } from "../context.ts";
import { dataOption } from "../options.ts";
import { dataPaths } from "../paths.ts";

interface CorrectOptions {
  data: string;
  why?: string;
  who?: string;
  undo?: boolean;
}
const TAG_FIELDS: Partial<Record<ReviewField, string>> = { vendors: "vendor", models: "model", industries: "industry" };

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("correct")
    .description(
      text({
        en: "Write a correction to reviews.csv. It wins over the tagger from the next build on. Lists are separated by |; - means none. Fields: relevant, event, tier, vendors, models, industries, story (split, merge:<article>), launch (of a launch merge:<launch>, of an article split:<launch>).",
        zh: "把更正写入 reviews.csv，自下次构建起优先于标注器。多个值用 | 分隔，- 表示没有。字段：relevant、event、tier、vendors、models、industries、story（split、merge:<文章>）、launch（对发布用 merge:<发布>，对文章用 split:<发布>）。",
      }),
    )
    .argument("<article>", text({ en: "id or address; or a launch's id", zh: "文章的 id 或地址，或发布的 id" }))
    .argument("<field>", REVIEW_FIELDS.join(" | "))
    .argument("[value]", text({ en: "the right value", zh: "正确的值" }))
    .addOption(dataOption(context))
    .option("--why <reason>", text({ en: "why, for those who read it later", zh: "理由，供日后查阅" }))
    .option("--who <name>", text({ en: "who says so (default: your user name)", zh: "更正人（默认当前用户名）" }))
    .option("--undo", text({ en: "take earlier corrections of this field back", zh: "撤回此字段先前的更正" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide correct 0a1b2c3d4e5f6071 tier industry --why "a medical model"\n  modeltide correct baidu/ernie/4 launch merge:baidu/文心一言/4`,
    )
    .action((article: string, field: string, value: string | undefined, options: CorrectOptions) =>
      correct(article, field, value, options, context),
    );
}

async function correct(
  article: string,
  field: string,
  value: string | undefined,
  options: CorrectOptions,
  context: CliContext,
): Promise<void> {
  if (!(REVIEW_FIELDS as readonly string[]).includes(field)) {
    throw new AskError({
      en: `there is no field "${field}": one of ${REVIEW_FIELDS.join(", ")}.`,
      zh: `没有字段“${field}”：可用 ${REVIEW_FIELDS.join("、")}。`,
    });
  }
  if ((value === undefined) === !options.undo) {
    throw new AskError({ en: "give either a value or --undo.", zh: "请给出一个值，或用 --undo。" });
  }
  const known = field as ReviewField;
  const problem = problemOf({ field: known, new: value ?? "" });
  if (problem) throw new AskError({ en: problem, zh: problem });
  const paths = dataPaths(options.data);
  const reviewsPath = join(paths.dir, "reviews.csv");
  const { id, title, old } =
    known === "launch"
      ? await findLaunchItem(article, value, reviewsPath, paths.database)
      : await findArticle(article, known, paths.database);
  if (value?.startsWith("merge:") && known === "story") await findArticle(value.slice(6), known, paths.database);
  appendReview(reviewsPath, {
    item: id,
    field: known,
    old,
    new: value ?? "",
    who: options.who ?? userInfo().username,
    when: context.now().toISOString(),
    why: options.why ?? "",
  });
  context.out(
    `${context.text({
      en: `${id} ${title}: ${field} ${old || "none"} → ${value ?? "as the tagger says"}; it holds from the next "modeltide build" on`,
      zh: `${id} ${title}：${field} ${old || "无"} → ${value ?? "以标注器为准"}；自下次 modeltide build 起生效`,
    })}\n`,
  );
}

interface Found {
  id: string;
  title: string;
  old: string;
}

const LIMITS = { rows: 1, seconds: 30, memory: "1GB" };

/**
 * What a correction of launches is written for: a launch that goes into another, or an article that leaves one. What was
 * corrected before may be taken back although nothing goes by that name any more.
 */
async function findLaunchItem(
  item: string,
  value: string | undefined,
  reviewsPath: string,
  database: string,
): Promise<Found> {
  const earlier = readReviews(reviewsPath).findLast((review) => review.item === item && review.field === "launch");
  if (earlier && value === undefined) return { id: item, title: "", old: earlier.new };
  for (const one of value?.split("|") ?? []) await findLaunch(one.slice(one.indexOf(":") + 1), database);
  if (value?.startsWith("split:") || value === undefined) return findArticle(item, "launch", database);
  return findLaunch(item, database);
}

/** @throws AskError where there is none */
async function findLaunch(id: string, database: string): Promise<Found> {
  const query = `SELECT id, model AS title, '' AS old FROM store.launches WHERE id = ${quoteText(id)}`;
  const [row] = (await queryFile(database, query, LIMITS)).rows as unknown as Found[];
  if (row) return row;
  throw new AskError({
    en: `there is no launch "${id}" in ${database}: give its id, e.g. from modeltide sql "SELECT id, model FROM launches".`,
    zh: `${database} 中没有发布“${id}”：请给出 id，例如取自 modeltide sql "SELECT id, model FROM launches"。`,
  });
}

/** @throws AskError where there is none */
async function findArticle(article: string, field: ReviewField, database: string): Promise<Found> {
  const { rows } = await queryFile(
    database,
    `SELECT a.id, a.title, coalesce(string_agg(t.value, '|' ORDER BY t.position), '') AS old
     FROM store.articles a LEFT JOIN store.tags t ON t.article_id = a.id AND t.field = ${quoteText(TAG_FIELDS[field] ?? field)}
     WHERE a.id = ${quoteText(article)} OR a.url = ${quoteText(article)} OR a.external_id = ${quoteText(article)} GROUP BY ALL`,
    LIMITS,
  );
  const [row] = rows as unknown as Found[];
  if (row) return row;
  throw new AskError({
    en: `there is no article "${article}" in ${database}: give its id or address, e.g. from "modeltide review".`,
    zh: `${database} 中没有文章“${article}”：请给出 id 或地址，例如取自 modeltide review。`,
  });
}
