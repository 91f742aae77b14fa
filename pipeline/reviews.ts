import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { z } from "zod";
import { AskError, EVENTS, INDUSTRIES, messageOf, TIERS } from "./types.ts";

/** The columns of `reviews.csv`, in order. */
export const REVIEW_COLUMNS = ["item", "field", "old", "new", "who", "when", "why"] as const;
export const REVIEW_FIELDS = [
  "relevant",
  "event",
  "tier",
  "vendors",
  "models",
  "industries",
  "story",
  "launch",
] as const;
export type ReviewField = (typeof REVIEW_FIELDS)[number];

/**
 * One line of `reviews.csv`: a person's word on one item. Lists are separated by `|`. An empty `new` takes the item's
 * earlier corrections of that field back. For `story`, `new` is `merge:<article id>` or `split`.
 * For `launch`, `new` is `merge:<launch id>` where `item` is a launch's id, `split:<launch id>` where it is an article's; an
 * article that is split from several lists them.
 */
const Review = z.object({
  item: z.string().min(1),
  field: z.enum(REVIEW_FIELDS),
  old: z.string(),
  new: z.string(),
  who: z.string(),
  when: z.string(),
  why: z.string(),
});
export type Review = z.infer<typeof Review>;

const SINGLE: Partial<Record<ReviewField, readonly string[]>> = {
  relevant: ["true", "false"],
  event: EVENTS,
  tier: TIERS,
};

/**
 * Reads people's corrections, oldest first; none where there is no file.
 * @throws AskError naming file and line where a line does not fit
 */
export function readReviews(path: string): Review[] {
  if (!existsSync(path)) return [];
  let lines: { record: unknown; info: { lines: number } }[];
  try {
    lines = parse(readFileSync(path), { columns: true, bom: true, info: true, trim: true }) as unknown as typeof lines;
  } catch (error) {
    throw new AskError({ en: `${path}: ${messageOf(error)}`, zh: `${path} 有误：${messageOf(error)}` });
  }
  return lines.map(({ record, info }) => {
    const review = Review.safeParse(record);
    const why = review.success ? problemOf(review.data) : z.prettifyError(review.error);
    if (!review.success || why) {
      throw new AskError({ en: `${path}:${info.lines}: ${why}`, zh: `${path} 第 ${info.lines} 行有误：${why}` });
    }
    return review.data;
  });
}

/** What is wrong with a correction's value; null where it fits. */
export function problemOf({ field, new: value }: Pick<Review, "field" | "new">): string | null {
  if (!value) return null;
  const allowed = SINGLE[field];
  if (allowed && !allowed.includes(value)) return `"${value}" is no ${field}: one of ${allowed.join(", ")}`;
  if (field === "industries") {
    const wrong = value.split("|").find((id) => !(INDUSTRIES as readonly string[]).includes(id));
    if (wrong && value !== "-") return `"${wrong}" is no industry: one of ${INDUSTRIES.join(", ")}`;
  }
  if (field === "story" && value !== "split" && !/^merge:\S+$/.test(value)) {
    return `"${value}": a story is corrected by "split" or "merge:<article id>"`;
  }
  if (field === "launch" && !/^(?:merge:[^\s|]+|split:[^\s|]+(?:\|split:[^\s|]+)*)$/.test(value)) {
    return `"${value}": a launch is corrected by "merge:<launch id>", or of an article by "split:<launch id>"`;
  }
  return null;
}

/** Fields that correct which items belong together, not what an item is labelled. */
export const isStructure = (field: ReviewField): field is "story" | "launch" => field === "story" || field === "launch";

/** Adds one correction at the end of the file; what stands in it is never changed. */
export function appendReview(path: string, review: Review): void {
  const fresh = !existsSync(path);
  mkdirSync(dirname(path), { recursive: true });
  const line = stringify([REVIEW_COLUMNS.map((column) => review[column])]);
  appendFileSync(path, fresh ? `${REVIEW_COLUMNS.join(",")}\n${line}` : line);
}

/** The corrections in force: the last word on each item's field, unless it takes back what was said. */
export function reviewsInForce(reviews: Review[]): Review[] {
  const last = new Map<string, Review>();
  for (const review of reviews) last.set(`${review.item}\n${review.field}`, review);
  return [...last.values()].filter((review) => review.new !== "");
}
