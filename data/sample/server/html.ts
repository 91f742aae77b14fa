import type { SampleArticle } from "./articles.ts";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

/** The paragraphs of an article, or of one page of it, as HTML, subheads as `<h2>`. */
export function bodyHtml({ paragraphs }: Pick<SampleArticle, "paragraphs">): string {
  return paragraphs
    .map((paragraph) =>
      paragraph.startsWith("## ") ? `<h2>${escapeHtml(paragraph.slice(3))}</h2>` : `<p>${escapeHtml(paragraph)}</p>`,
    )
    .join("\n");
}

/** A whole document. */
export function page(title: string, body: string, head = '<meta charset="utf-8">'): string {
  return `<!DOCTYPE html>\n<html lang="zh-CN"><head>${head}<title>${escapeHtml(title)}</title></head>\n<body>\n${body}\n</body></html>\n`;
}

/** `2023-03-16 15:20` in Beijing time. */
export const minute = (iso: string): string => iso.slice(0, 16).replace("T", " ");

/** `2023年03月16日 15:20` */
export const chineseMinute = (iso: string): string =>
  `${iso.slice(0, 4)}年${iso.slice(5, 7)}月${iso.slice(8, 10)}日 ${iso.slice(11, 16)}`;

/** The n-th slice (from 1) of a list and how many slices there are. */
export function slice<T>(items: T[], number: number, size: number): { items: T[]; pages: number } {
  return { items: items.slice((number - 1) * size, number * size), pages: Math.ceil(items.length / size) };
}
