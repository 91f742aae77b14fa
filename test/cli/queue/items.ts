import type { Item } from "../../../pipeline/types.ts";

const VENDORS = ["百度", "阿里云", "腾讯", "科大讯飞", "商汤", "智谱", "昆仑万维", "华为云"];
const MODELS = ["文心一言", "通义千问", "混元", "星火", "日日新", "GLM-4", "天工", "盘古"];
const FIELDS = ["金融", "医疗", "教育", "政务", "制造", "汽车", "电商"];

/** News items written for the tests: launches, updates and other business, each with a text of its own. */
export function newsItems(count: number): Item[] {
  return Array.from({ length: count }, (_, at) => {
    const vendor = VENDORS[at % VENDORS.length];
    const model = MODELS[(at * 3) % MODELS.length];
    const field = FIELDS[(at * 5) % FIELDS.length];
    const day = new Date(Date.UTC(2024, 0, 1 + (at % 300))).toISOString().slice(0, 10);
    const title =
      at % 4 === 3 ? `第${at}号园区举行开放日，市民参观新展厅` : `${vendor}发布${model}第${at}版，面向${field}行业开放`;
    const lines = [
      `${vendor}在第${at}场发布会上介绍了大模型${model}，参数规模为${(at % 90) + 7}B，上下文长度${(at % 12) + 4}万字。`,
      `公司负责人说，第${at}版已有${at * 3 + 5}家${field}客户试用，支持私有化部署，也可通过 API 调用。`,
      `现场观众编号${at * 7919}提问时，${vendor}表示数据安全与成本是客户最关心的两件事，下一步将于明年推出新版本。`,
    ];
    return {
      id: `n${at}`,
      title,
      text: at % 4 === 3 ? `园区第${at}号展厅今日开放，接待了${at + 40}位市民。` : lines.join("\n"),
      published: day,
      source: ["甲报", "乙报", "丙报"][at % 3] ?? null,
      url: `https://news.example/${at}`,
    };
  });
}
