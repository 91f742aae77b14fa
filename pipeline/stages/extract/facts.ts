import type { Block } from "./blocks.ts";
import type { Boilerplate, NamedPart } from "./boilerplate.ts";
import { collapse, parentOf, textOf } from "./dom.ts";
import { parseTime, timesIn, type WrittenTime } from "./times.ts";
import { hasWord, isNamed } from "./words.ts";

interface VisibleTime extends WrittenTime {
  /** Higher is surer: labelled 发布时间, beside the source, in an element named for time. */
  score: number;
}

/** What facts are read from: a block of a page, or a plain line that has no element. */
interface FactLine {
  text: string;
  chars: number;
  runs: { text: string; element?: Block["element"] }[];
}

const plainBlock = (text: string): FactLine => ({ text, runs: [{ text }], chars: text.length });

const LONGEST_HEAD_LINE = 260;

/** Times written in the lines around an article, surest first. */
export function visibleTimes(blocks: Block[], fetchedAt: string, boilerplate: Boilerplate): VisibleTime[] {
  const found: VisibleTime[] = [];
  for (const [at, block] of blocks.entries()) {
    if (block.chars > LONGEST_HEAD_LINE || !/\d|昨|前天|今天|刚刚/.test(block.text)) continue;
    const text = withFollowing(blocks, at);
    const named =
      block.element.name === "time" ||
      block.runs.some((run) => run.element.name === "time" || isNamed(run, "time", boilerplate));
    for (const time of timesIn(text, fetchedAt)) {
      const before = text.slice(Math.max(0, time.start - 12), time.start);
      const alone = text.length - (time.end - time.start);
      let score = time.precision === "day" ? 0 : 2;
      if (boilerplate.labels.published.test(before)) score += 2;
      if (boilerplate.labels.updated.test(before)) score -= 3;
      if (boilerplate.valued.source.colon.test(text)) score += 1;
      if (named) score += 1;
      if (alone < 40) score += 1;
      else if (alone > 90) score -= 2;
      if (!/\d{4}/.test(text.slice(time.start, time.end))) score -= 1;
      if (time.relative) score -= 2;
      if (/[。！？]/.test(text) && alone > 40) score -= 3;
      found.push({ ...time, score: score - at * 0.03 });
    }
    for (const { element } of block.runs) {
      const exact = parseTime(element.attribs.datetime ?? "", fetchedAt);
      if (exact && !/update|modif/i.test(element.attribs.class ?? "")) found.push({ ...exact, score: 3.6 - at * 0.03 });
    }
  }
  return found.sort((a, b) => b.score - a.score);
}

/** A line's text, and with it the lines that go on with a date cut into boxes: 2019 | 09/07 | 19:02. */
function withFollowing(blocks: Block[], at: number): string {
  const block = blocks[at] as Block;
  let text = block.runs.length > 1 ? block.runs.map((run) => run.text).join(" ") : block.text;
  if (!/^(?:[^\d]{0,8})(?:(?:19|20)\d\d年?|(?:(?:19|20)\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?)$/.test(text)) return text;
  for (let next = at + 1; next <= at + 2; next++) {
    const more = blocks[next]?.text;
    if (!more || !/^[\d:：/.月日\s-]{2,12}$/.test(more)) break;
    text += ` ${more}`;
  }
  return text;
}

/**
 * The value of the first 来源 label in the lines, a reprint phrase, or an element named for the source. Behind an article
 * (`tail`) other articles' boxes have such elements too: only labels count there.
 */
export function visibleSource(own: FactLine[], tail: FactLine[], boilerplate: Boilerplate): string | null {
  const blocks = [...own, ...tail];
  for (const block of blocks) {
    const value = labelled(block, "source", boilerplate);
    const name = value === null ? null : sourceName(value, boilerplate);
    if (name) return name;
  }
  for (const block of blocks) {
    const origin = originIn(block.text);
    const name = origin === null ? null : sourceName(origin, boilerplate);
    if (name) return name;
  }
  return namedRun(own, "source", boilerplate, (text) => sourceName(text, boilerplate));
}

/** The value of the first 作者 or 记者 label, a 【文/…】 line, or an element named for the author. */
export function visibleAuthor(own: FactLine[], tail: FactLine[], boilerplate: Boilerplate): string | null {
  const blocks = [...own, ...tail];
  for (const block of blocks) {
    const value = labelled(block, "author", boilerplate) ?? bracketed(block.text);
    const name = value === null ? null : authorName(value);
    if (name) return name;
  }
  return namedRun(own, "author", boilerplate, authorName) ?? bylineInText(own);
}

/** True where an element named by one of the words holds the piece and nothing else. */
function isNamedAlone({ text, element }: FactLine["runs"][number], part: NamedPart, boilerplate: Boilerplate): boolean {
  const above = element ? parentOf(element) : null;
  return [element, above].some((one) => one && hasWord(one, part, boilerplate) && textOf(one, 80) === text);
}

/** The reporter that a paragraph names in brackets: （记者 甲 乙）, 本报记者 甲, or a lone name at its end. */
function bylineInText(blocks: FactLine[]): string | null {
  for (const { text } of blocks) {
    const head = text.slice(0, 80);
    const found =
      /[（(](?:[^（）()]{0,8}(?:记者|通讯员|作者))\s{0,2}(\p{Script=Han}{2,4}(?:[\s、]{1,2}\p{Script=Han}{2,4}){0,3})(?:\s[^）)]{0,8})?[）)]/u.exec(
        head,
      ) ??
      /[。！？”][（(](?:[^（）()]{0,8}(?:记者|通讯员|作者))?\s{0,2}(\p{Script=Han}{2,3}(?:[\s、]{1,2}\p{Script=Han}{2,3}){0,3})[）)]$/u.exec(
        text.slice(-40),
      );
    if (found?.[1] && !/[完图网报社台]$|编辑|来源/u.test(found[1]))
      return collapse(found[1].replace(/整合|整理|摄$/u, ""));
  }
  return null;
}

/** The first short piece of text in an element named by one of the words that `read` takes for a name. */
function namedRun(
  blocks: FactLine[],
  part: NamedPart,
  boilerplate: Boilerplate,
  read: (text: string) => string | null,
): string | null {
  for (const block of blocks) {
    if (block.chars > 120) continue;
    for (const run of block.runs) {
      if (run.text.length > 24 || !isNamedAlone(run, part, boilerplate)) continue;
      const name = /[:：]|\d{2}-\d{2}/.test(run.text) ? null : read(run.text);
      if (name) return name;
    }
  }
  return null;
}

/** 来源 and reprint phrases in plain lines. */
export function plainSource(lines: string[], boilerplate: Boilerplate): string | null {
  return visibleSource(lines.map(plainBlock), [], boilerplate);
}

/** 作者 and 记者 labels in plain lines. */
export function plainAuthor(lines: string[], boilerplate: Boilerplate): string | null {
  return visibleAuthor(lines.map(plainBlock), [], boilerplate);
}

/** The text after a label and its colon, up to the next label; the label may be an element of its own. */
function labelled(block: FactLine, field: "source" | "author", boilerplate: Boilerplate): string | null {
  if (block.chars > LONGEST_HEAD_LINE) return null;
  const { colon, bare } = boilerplate.valued[field];
  const text = block.runs.map((run) => run.text).join("\u0001");
  const match = colon.exec(text) ?? (block.chars < 60 ? bare.exec(text) : null);
  if (!match) return null;
  const rest = text.slice(match.index + match[0].length);
  const [run = ""] = rest.split("\u0001");
  const end = run.search(boilerplate.labelEnds);
  return collapse(end > 0 ? run.slice(0, end) : end === 0 ? "" : run);
}

/** 本文来自微信公众号：X（ID：Y）, 转载自X and the like. */
function originIn(text: string): string | null {
  const head = text.slice(0, 200);
  const match =
    /本文(?:来自|来源|转载自|首发(?!时间|日期)表?|原载|选自|系|[已获经]{0,2}[^，。；：:]{0,10}授权转载?自)(?:于|自)?\s?(?:微信)?(?:公众号|公号|订阅号)?\s?[:：]?\s?[“「『《"]?([^“”「」『』《》"（(，,。：:；;\s]{2,24})/u.exec(
      head,
    ) ??
    /(?:^|[（(【\s])(?:转载自|转自|原载于?|摘自|首发于|来源于)\s?(?:微信)?(?:公众号|公号)?\s?[:：]?\s?[“「『《"]?([^“”「」『』《》"（(，,。：:；;）)\s]{2,24})/u.exec(
      head,
    ) ??
    /^[（(【]?本文由.{1,40}?微信公众号\s?[:：]\s?[“「『【]?([^“”「」『』【】（(，,。：:；;\s]{2,24})/u.exec(head);
  return match?.[1] ?? null;
}

function bracketed(text: string): string | null {
  if (text.length > 80) return null;
  const reporter =
    text.length <= 36 && !/[，。：:]/.test(text)
      ? /^[■●【（(]?\s?\S{0,8}(?:记者|作者|特约撰稿人|通讯员|评论员|编译)\s{1,2}((?:\S{2,5}\s?){1,4})[】）)]?$/u.exec(
          text,
        )
      : null;
  if (reporter?.[1]) return reporter[1];
  return /^[【[（(■●]?\s?(?:文|撰文|作者)\s?(?:[:：/／|｜丨])\s?(?:图)?(.{2,40}?)[】\]）)]?$/u.exec(text)?.[1] ?? null;
}

/** A publication's name as it is, or null where the value names nobody. */
export function sourceName(value: string, boilerplate: Boilerplate): string | null {
  const name = collapse(value)
    .replace(/^[\s:：“"「《【（([]+/u, "")
    .replace(/[\s”"」》】）)\],，。;；|｜]+$/u, "")
    .replace(/^(?:微信)?(?:公众号|公号)\s?[:：“「]?\s?/u, "");
  if (
    name.length < 2 ||
    name.length > 40 ||
    boilerplate.noSource.has(name) ||
    boilerplate.noSource.has(name.toLowerCase())
  )
    return null;
  if (/编辑|责编|自媒体|用户|网友|客户端$|[:：]/.test(name)) return null;
  if (/^(?:https?:|www\.)|^[\d\s.:：/-]+$|[。！？]/.test(name)) return null;
  return name;
}

/** Names of people, separated as the page does; null where the value is none. */
function authorName(value: string): string | null {
  const name = collapse(value.split(/[，。；;]/)[0] ?? "")
    .replace(/^(?:观察者网|本报|本刊|本网|特约|专栏|见习|实习)?(?:记者|作者|专栏作者|评论员|通讯员)\s?/u, "")
    .replace(/^[\s:：/／|｜]+|[\s,，。;；|｜/）)】\]]+$/gu, "");
  if (name.length < 2 || name.length > 40 || /[。！？]|https?:|\d{4}/.test(name)) return null;
  if (/编辑|责编|文章|相关|更多|作品|主页|[:：]/.test(name)) return null;
  if (/^(?:佚名|未知|网络|admin|管理员|匿名|来源|编辑|小编|本站|无)/.test(name)) return null;
  return name;
}
