import type { NewRecord } from "../../../crawlers/archive.ts";

/** An article of three pages, with what each page names of the others. */
export const PARAGRAPHS = [
  [
    "澄湖科技周三在苏州发布面向水务行业的大模型“澄湖1.0”，参数规模为130亿，首批在六座自来水厂上线。",
    "公司创始人介绍，模型读过四十年的调度日志，能够预测管网压力，也能为值班人员写出处置建议。",
  ],
  [
    "在试运行的三个月里，水厂的药剂消耗下降了百分之七，报警单的处理时间从四十分钟缩短到九分钟。",
    "有同行提出疑问：这些数字来自雨季，换到枯水期是否成立还要再看一年，澄湖科技表示会公布全年记录。",
  ],
  [
    "价格方面，私有化部署按水厂规模收费，一座中型水厂每年约三十万元，服务器由华为提供，数据不离开厂区。",
    "澄湖科技同时透露，下一代模型“澄湖2.0”计划在明年春天推出，届时会接入遥感影像。",
  ],
];
export const TITLE = "澄湖科技发布水务行业大模型“澄湖1.0”";
export const FIRST = "https://shuiwu.example/news/81.html";
export const pageUrl = (number: number): string => (number === 1 ? FIRST : FIRST.replace(".html", `_${number}.html`));

interface PageForm {
  /** Numbers that the pager links; none where it is left out. */
  pager?: number[];
  paragraphs?: string[];
  /** Seconds after the first fetch. */
  second?: number;
}

/** One page as it is archived. Its pager has numbers, 上一页 and 下一页, and a link to the next article. */
export function pageRecord(
  number: number,
  { pager = [1, 2, 3], paragraphs, second = number }: PageForm = {},
): NewRecord {
  const lines = paragraphs ?? PARAGRAPHS[number - 1] ?? [];
  const link = (to: number, text: string) => `<a href="${new URL(pageUrl(to)).pathname}">${text}</a>`;
  const links = pager.filter((other) => other !== number).map((other) => link(other, String(other)));
  if (pager.includes(number - 1)) links.unshift(link(number - 1, "上一页"));
  if (pager.includes(number + 1)) links.push(link(number + 1, "下一页"));
  const html = `<!doctype html><html><head><meta charset="utf-8"><title>${TITLE}</title></head><body>
<h1>${TITLE}</h1><p class="date">2026-11-18 09:30</p><div class="text">${lines.map((line) => `<p>${line}</p>`).join("")}</div>
<div class="pager">${links.join(" ")}</div><p>下一篇：<a href="/news/82.html">水价听证会下月举行</a></p></body></html>`;
  return {
    kind: "page",
    url: pageUrl(number),
    fetchedAt: new Date(Date.parse("2026-11-20T00:00:00.000Z") + second * 1000).toISOString(),
    sourceId: null,
    hints: {},
    request: null,
    status: 200,
    headers: [["content-type", "text/html; charset=utf-8"]],
    body: Buffer.from(html),
  };
}

/** The article's text where these of its pages are there. */
export const textOf = (...numbers: number[]): string =>
  numbers.flatMap((number) => PARAGRAPHS[number - 1] ?? []).join("\n");
