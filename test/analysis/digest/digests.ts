import type { Digest, DigestItem } from "../../../analysis/digest/digest.ts";

export const item = (subject: string, more: Partial<DigestItem> = {}): DigestItem => ({
  subject,
  text: "通用大模型，700 亿参数",
  links: [{ name: "原文", url: `https://news.example/${encodeURIComponent(subject)}` }],
  watched: false,
  ...more,
});

/** A digest with so many launches in one section and a few in another. */
export const digestOf = (launches: number): Digest => ({
  week: "2026-W28",
  lang: "zh",
  title: "模潮周报",
  lead: "收录到一些发布。",
  leadLinks: [{ name: "依据", url: "https://report.example/index.html#/overview?week=2026-W28" }],
  sections: [
    { id: "general", heading: "通用大模型", items: Array.from({ length: launches }, (_, at) => item(`模型 ${at}`)) },
    { id: "claims", heading: "说法核对", items: [item("70 多个", { text: "无法判定" })] },
  ],
  note: "10 条",
  reportUrl: "https://report.example/index.html",
  made: "2026-07-15T00:00:00.000Z",
});
