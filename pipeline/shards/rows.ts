import { setImmediate } from "node:timers/promises";
import { articlesOf, type Extractor, type SourceInfo } from "../articles.ts";
import type { Labeller } from "../build.ts";
import { articleRow, captureRow, keywordRows, mentionRows, numberRows, tagRows } from "../store/rows.ts";
import { type Cell, jsonText, type Row } from "../store/tables.ts";
import { tagInput } from "../tag-input.ts";
import type { Article, Capture, CapturedRecord, Dropped, Tags } from "../types.ts";
import { CAPTURE_COLUMNS, type Nested, nestedColumns } from "./layout.ts";

export interface ShardStages {
  sources: SourceInfo[];
  extractor: Extractor;
  labeller: Labeller;
  signal: AbortSignal;
}

/** Records whose rows are made and labelled together. */
const BATCH = 128;

/** The rows of one shard, batch by batch: the build's own stages, one record at a time. */
export async function* shardRows(
  records: AsyncIterable<CapturedRecord>,
  { sources, extractor, labeller, signal }: ShardStages,
): AsyncGenerator<Row[]> {
  const byId = new Map(sources.map((source) => [source.id, source]));
  let batch: { capture: Capture; result: Article[] | Dropped }[] = [];
  let next = 0;
  const flush = async () => {
    const articles = batch.flatMap(({ result }) => ("dropped" in result ? [] : result));
    const tags = await labeller.tagMany(articles.map(tagInput));
    const rows: Row[] = [];
    let at = 0;
    for (const { capture, result } of batch) {
      const about = captureCells(capture);
      if ("dropped" in result) {
        const { dropped: reason, detail = null } = result;
        rows.push({ row: next++, part: 0, ...about, outcome: "dropped", reason, detail });
        continue;
      }
      for (const [part, article] of result.entries()) {
        const labels = tags[at++] as Tags;
        rows.push({ row: next++, part, ...about, outcome: "article", ...articleCells(article), ...labelCells(labels) });
      }
    }
    batch = [];
    return rows;
  };
  for await (const record of records) {
    signal.throwIfAborted();
    const { capture } = record;
    batch.push({ capture, result: articlesOf(record, byId.get(capture.sourceId ?? ""), extractor) });
    if (batch.length >= BATCH) yield await flush();
    // Whoever watches over this process must be able to hear from it between two records.
    await setImmediate();
  }
  if (batch.length) yield await flush();
}

/** Labels of one article as the lists of a shard: JSON in the form that the layout gives. */
export function labelCells(tags: Tags): Record<Nested, string> {
  return {
    tags: listText("tags", tagRows("", tags)),
    mentions: listText("mentions", mentionRows("", tags)),
    numbers: listText("numbers", numberRows("", tags.numbers)),
    keywords: listText("keywords", keywordRows("", tags)),
  };
}

function captureCells(capture: Capture): Row {
  const cells = captureRow(capture, "", "", null);
  return Object.fromEntries(CAPTURE_COLUMNS.map(({ name, inShard }) => [inShard, cells[name]]));
}

function articleCells(article: Article): Row {
  const { capture_id: _, ...cells } = articleRow(article);
  const { page } = article;
  const place = page && {
    page_series: page.series,
    page_number: page.number,
    page_article_url: page.articleUrl,
    page_next: page.next,
  };
  return { ...cells, ...place, published_written: article.published ?? article.publishedDay };
}

function listText(table: Nested, rows: Row[]): string {
  const columns = nestedColumns(table);
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(columns.map(({ name, kind }) => [name, jsonCell(kind, row[name])]))),
  );
}

/** One lone surrogate in a JSON text would make the whole of it unreadable. */
function jsonCell(kind: string, cell: Cell): Cell {
  if (cell === null || cell === undefined) return null;
  if (kind === "json") return jsonText(cell);
  return typeof cell === "string" ? cell.toWellFormed() : cell;
}
