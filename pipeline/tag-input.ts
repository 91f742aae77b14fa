import type { Article, TagInput } from "./types.ts";

/** What the tagger reads of an article. */
export const tagInput = (
  article: Pick<Article, "id" | "title" | "text" | "published" | "publishedDay" | "source" | "publisher">,
): TagInput => ({
  id: article.id,
  title: article.title,
  text: article.text,
  published: article.published ?? article.publishedDay,
  source: article.source ?? article.publisher,
});
