import { createHash } from "node:crypto";
import { join } from "node:path";
import { loadArticles } from "../../data/sample/server/articles.ts";
import { escapeHtml } from "../../data/sample/server/html.ts";
import { packageRoot } from "../../pipeline/root.ts";
import type { ForeignRecord } from "../cli/queue/warcs.ts";

/** Paragraphs of one page. */
const PARAGRAPHS = 9;
const DAYS = 900;

/** Whole pages of news sites, about 70 KB each and 22 KB packed, made of the bundled newsroom's paragraphs. */
export interface PageMaker {
  /** A page about the market; the same number gives the same page. */
  market: (number: number) => ForeignRecord;
  /** A page of the same size about other things, as most pages of a large archive are. */
  other: (number: number) => ForeignRecord;
  /** A picture of so many bytes, which do not pack. */
  picture: (number: number, bytes: number) => ForeignRecord;
}

/** Reads the newsroom's texts once; every page then draws paragraphs of its own and other numbers into them. */
export async function pageMaker(): Promise<PageMaker> {
  const articles = [...(await loadArticles(join(packageRoot, "data", "sample"))).values()].flat();
  const titles = articles.map(({ title }) => title);
  const paragraphs = articles.flatMap((article) => article.paragraphs.filter((line) => !line.startsWith("## ")));
  // What a site's pages share is the same on each; what differs packs badly, as tokens and picture names do.
  const shell = shellOf(titles);
  return {
    market: (number) => {
      const draw = drawing(number + 1);
      const title = `${draw(titles)}（第${number}号）`;
      const lines = Array.from({ length: PARAGRAPHS }, () => otherNumbers(draw(paragraphs), draw));
      return { url: `https://site-${number % 40}.example/a/${number}.html`, body: shell(number, title, lines) };
    },
    picture: (number, bytes) => ({
      url: `https://town-${number % 400}.example/p/${number}.png`,
      body: noise(String(number), bytes),
      type: "image/png",
    }),
    other: (number) => {
      const draw = drawing(number + 1);
      const lines = Array.from({ length: PARAGRAPHS }, () => `${draw(OTHER)}${draw(OTHER)}${draw(OTHER)}`);
      return {
        url: `https://town-${number % 400}.example/n/${number}.html`,
        body: shell(number, `园区第${number}号通知`, lines, []),
      };
    },
  };
}

const OTHER = [
  "昨晚的比赛在体育场举行，主队以二比一取胜，看台上坐满了观众。",
  "图书馆本周延长开放时间，读者可以在大厅登记后入场。",
  "市民在早市上挑选蔬菜，摊主说今年的收成比往年好。",
  "桥梁的检修预计持续三周，过往车辆须绕行北侧道路。",
  "剧团下月将在三座城市巡演，门票从周五起发售。",
];

/** A generator of whole numbers below 2³¹ (Park and Miller 1988) behind a choice from a list. */
function drawing(seed: number): <T>(from: readonly T[]) => T {
  let state = (seed * 48271) % 2147483647;
  return (from) => {
    state = (state * 48271) % 2147483647;
    return from[state % from.length] as (typeof from)[number];
  };
}

/** Bytes that look like chance and are the same for the same seed. */
const noise = (seed: string, bytes: number): Buffer =>
  createHash("shake256", { outputLength: bytes }).update(seed).digest();

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;
const otherNumbers = (line: string, draw: <T>(from: readonly T[]) => T): string =>
  line.replace(/(?<![\w.-])\d+(?![\w.-])/g, (digits) => digits.replace(/[1-9]/g, () => draw(DIGITS)));

function shellOf(titles: string[]) {
  const style = Array.from(
    { length: 220 },
    (_, at) => `.c${at}{margin:${at % 9}px;color:#${(at * 4919).toString(16)}}`,
  );
  const links = (names: string[], from: number) =>
    names
      .map((name, at) => `<li class="c${at}"><a href="/l/${from + at}.html" title="${name}">${name}</a></li>`)
      .join("\n");
  const menu = Array.from({ length: 90 }, (_, at) => `栏目${at}`);
  return (number: number, title: string, lines: string[], related = titles): string => {
    const beside = related.length
      ? Array.from({ length: 60 }, (_, at) => related[(number + at) % related.length] ?? "")
      : [];
    const state = {
      id: number,
      token: noise(title, 9000).toString("base64"),
      pictures: beside.map((_, at) => `/p/${number}-${at}.webp`),
    };
    const day = new Date(Date.UTC(2023, 2, 1 + (number % DAYS))).toISOString().slice(0, 10);
    return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}_样报网</title>
<meta name="keywords" content="样报"><meta property="article:published_time" content="${day}T09:30:00+08:00">
<style>${style.join("\n")}</style>
<script>window.__STATE__ = ${JSON.stringify(state)};</script></head>
<body><div class="top"><ul>${links(menu, 0)}</ul></div>
<div class="main"><div class="left"><h1>${escapeHtml(title)}</h1>
<div class="info"><span>${day} 09:30</span><span>来源：样报</span><span>编辑：样例</span></div>
<div class="content">${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n")}</div>
<div class="share"><a href="#">分享</a><a href="#">收藏</a></div></div>
<div class="right"><h3>相关</h3><ul>${links(beside.slice(0, 30).map(escapeHtml), 1000)}</ul><h3>热门</h3><ul>${links(beside.slice(30).map(escapeHtml), 2000)}</ul></div></div>
<div class="comments">${Array.from({ length: 40 }, (_, at) => `<div class="c${at}"><b>读者${at}</b><p>第${at}楼：写得清楚。</p></div>`).join("\n")}</div>
<div class="foot"><p>版权所有 样报网</p><ul>${links(menu, 500)}</ul></div>
<script>${Array.from({ length: 300 }, (_, at) => `function f${at}(a){return a?a.split("<").length+${at}:"<p>"+a+"</p>"}`).join("\n")}</script>
</body></html>`;
  };
}
