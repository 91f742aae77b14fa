import { setImmediate } from "node:timers/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Lexicon } from "../lexicon.ts";
import { loadSimplifier, type Simplifier } from "../stages/extract/simplify.ts";
import { createTermCounter, TERMS_VERSION, type TermCounts } from "../stages/search/terms.ts";
import { NameIndex } from "../stages/segment/names.ts";
import { manyRows, rows } from "./database.ts";
import { appendNumbers, appendRows, type Row } from "./tables.ts";

/** Fresh articles read at once: what is in memory at a time does not grow with the archive. */
const BATCH = 4096;
/** Articles counted before the loop lets others have a turn. */
const PAUSE = 64;
const FIRST_WORD = 1_000_000_000;
/** Postings are sorted anew when so much of them was added since, as a multiple of what was sorted. */
const UNSORTED = 1.25;
const MAX_COUNT = 65_535;

interface Indexed {
  id: string;
  title: string;
  text: string;
  lang: string;
}

const FRESH = "FROM store.articles WHERE id NOT IN (SELECT article_id FROM store.documents)";

/**
 * Brings the search index up to date with the articles: those without an entry in `documents` are indexed, and nothing
 * is kept of those that are gone. All are indexed anew where the names of the lexicon have changed.
 */
export async function updateSearch(connection: DuckDBConnection, lexicon: Lexicon): Promise<void> {
  await forget(connection, `${TERMS_VERSION}-${lexicon.digest}`);
  const fresh = await rows<{ row: string }>(connection, `SELECT rowid AS "row" ${FRESH} ORDER BY rowid`);
  if (!fresh.length) return sort(connection);
  const last = await number(connection, "SELECT max(doc)::INTEGER AS n FROM store.documents");
  const index = new Index(await words(connection), last + 1);
  const count = createTermCounter(new NameIndex(lexicon));
  await connection.run("CREATE OR REPLACE TEMP TABLE fresh_postings (term UINTEGER, doc UINTEGER, count USMALLINT)");
  let simplify: Simplifier | null = null;
  for (let at = 0; at < fresh.length; at += BATCH) {
    const articles = await manyRows<Indexed>(
      connection,
      `SELECT rowid AS place, id, title, text, lang ${FRESH} AND rowid BETWEEN $1::BIGINT AND $2::BIGINT`,
      "place",
      [fresh[at]?.row ?? "", fresh[Math.min(at + BATCH, fresh.length) - 1]?.row ?? ""],
    );
    for (const [at, article] of articles.entries()) {
      if (at % PAUSE === 0) await setImmediate();
      if (article.lang === "zh-Hant") simplify ??= await loadSimplifier();
      const { id, title, text } = simplify && article.lang === "zh-Hant" ? inBothScripts(article, simplify) : article;
      index.add(id, count(title), count(text));
    }
    await index.write(connection);
  }
  await connection.run("INSERT INTO store.postings FROM fresh_postings ORDER BY term, doc");
  await connection.run("DROP TABLE fresh_postings");
  await sort(connection);
}

/** A text in traditional characters is found by simplified ones too. */
function inBothScripts(article: Indexed, simplify: Simplifier): Indexed {
  const both = (text: string) => `${text}\n${simplify(text)}`;
  return { ...article, title: both(article.title), text: both(article.text) };
}

/** Takes out what belongs to articles that are gone, or all where the terms would be others now. */
async function forget(connection: DuckDBConnection, version: string): Promise<void> {
  const [last] = await rows<{ value: string }>(connection, "SELECT value FROM store.meta WHERE key = 'search_version'");
  if (last?.value !== version) {
    for (const table of ["documents", "terms", "postings"]) await connection.run(`DELETE FROM store.${table}`);
    await connection.run("INSERT OR REPLACE INTO store.meta VALUES ('search_version', $1), ('search_sorted', '0')", [
      version,
    ]);
    return;
  }
  await connection.run("DELETE FROM store.documents WHERE article_id NOT IN (SELECT id FROM store.articles)");
  const [kept] = await rows<{ wanted: number; stored: number }>(
    connection,
    `SELECT (SELECT coalesce(sum(terms), 0)::DOUBLE FROM store.documents) AS wanted,
            (SELECT count(*)::DOUBLE FROM store.postings) AS stored`,
  );
  if (kept?.wanted === kept?.stored) return;
  await connection.run("DELETE FROM store.postings WHERE doc NOT IN (SELECT doc FROM store.documents)");
  await connection.run(
    `DELETE FROM store.terms WHERE id NOT IN (SELECT term FROM store.postings WHERE term >= ${FIRST_WORD})`,
  );
}

/** Sorts the postings as a whole where too much lies behind the part that is sorted. */
async function sort(connection: DuckDBConnection): Promise<void> {
  const stored = await number(connection, "SELECT count(*)::DOUBLE AS n FROM store.postings");
  const sorted = await number(connection, "SELECT value::DOUBLE AS n FROM store.meta WHERE key = 'search_sorted'");
  if (stored <= sorted * UNSORTED) return;
  if (sorted > 0) {
    await connection.run("CREATE OR REPLACE TEMP TABLE all_postings AS FROM store.postings");
    await connection.run("DELETE FROM store.postings");
    await connection.run("INSERT INTO store.postings FROM all_postings ORDER BY term, doc");
    await connection.run("DROP TABLE all_postings");
  }
  await connection.run("INSERT OR REPLACE INTO store.meta VALUES ('search_sorted', $1)", [String(stored)]);
}

/** Gathers the rows of a batch of articles. */
class Index {
  readonly #words: Map<string, number>;
  #nextWord: number;
  #nextDoc: number;
  #terms: Row[] = [];
  #documents: Row[] = [];
  #postings: [number[], number[], number[]] = [[], [], []];

  constructor(words: Map<string, number>, nextDoc: number) {
    this.#words = words;
    this.#nextWord = Math.max(FIRST_WORD - 1, ...[...words.values()].slice(-1)) + 1;
    this.#nextDoc = nextDoc;
  }

  add(articleId: string, title: TermCounts, text: TermCounts): void {
    const doc = this.#nextDoc++;
    const before = this.#postings[0].length;
    this.#put(doc, title.han, text.han, (term) => term);
    this.#put(doc, title.words, text.words, (word) => this.#idOf(word));
    this.#documents.push({
      doc,
      article_id: articleId,
      length: 2 * title.length + text.length,
      terms: this.#postings[0].length - before,
    });
  }

  async write(connection: DuckDBConnection): Promise<void> {
    await appendRows(connection, "terms", this.#terms);
    await appendRows(connection, "documents", this.#documents);
    await appendNumbers(connection, "fresh_postings", this.#postings);
    [this.#terms, this.#documents, this.#postings] = [[], [], [[], [], []]];
  }

  #put<T>(doc: number, title: Map<T, number>, text: Map<T, number>, idOf: (term: T) => number): void {
    const [terms, docs, counts] = this.#postings;
    const put = (term: T, count: number) => {
      terms.push(idOf(term));
      docs.push(doc);
      counts.push(Math.min(count, MAX_COUNT));
    };
    for (const [term, count] of title) put(term, 2 * count + (text.get(term) ?? 0));
    for (const [term, count] of text) if (!title.has(term)) put(term, count);
  }

  #idOf(word: string): number {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    const id = this.#nextWord++;
    this.#words.set(word, id);
    this.#terms.push({ id, term: word });
    return id;
  }
}

async function words(connection: DuckDBConnection): Promise<Map<string, number>> {
  const known = await manyRows<{ id: number; term: string }>(connection, "SELECT id, term FROM store.terms", "id");
  return new Map(known.map(({ id, term }) => [term, id]));
}

async function number(connection: DuckDBConnection, sql: string): Promise<number> {
  const [row] = await rows<{ n: number | null }>(connection, sql);
  return row?.n ?? 0;
}
