import type { Text } from "../../../charts/text.ts";

export interface Section {
  heading: Text;
  /** Terms with what they mean, or paragraphs where the term is empty. */
  entries: [Text, Text][];
}

const none: Text = { zh: "", en: "" };

/** What the words on the other pages mean and how the numbers come about. */
export const ABOUT: Section[] = [
  {
    heading: { zh: "三个层级", en: "Three tiers" },
    entries: [
      [
        { zh: "通用大模型", en: "General" },
        {
          zh: "不限于某个行业的基础模型，不论文本、图像、视频、语音还是代码；与模型一同亮相的对话助手也算在内。",
          en: "A foundation model that is tied to no industry, of any modality; a chat assistant presented as the face of its model counts with it.",
        },
      ],
      [
        { zh: "行业大模型", en: "Industry" },
        {
          zh: "为一个行业或职业训练、调优的模型，例如金融、医疗、法律、气象。",
          en: "A model trained or tuned for one industry or profession: finance, medicine, law, weather.",
        },
      ],
      [
        { zh: "应用", en: "Application" },
        {
          zh: "以使用模型为核心的产品、工具、智能体、功能或设备。",
          en: "A product, tool, agent, feature or device whose point is that it uses a model.",
        },
      ],
    ],
  },
  {
    heading: { zh: "什么算一次发布", en: "What counts as a launch" },
    entries: [
      [
        { zh: "发布与内测", en: "Launched, beta" },
        {
          zh: "模型或产品、或它有名称的新版本可以用了，包括开源、公测和邀请内测。图表只计这两种。",
          en: "A model or product, or a named new version of it, can be used by somebody: opened, released as weights, in public or invited test. Charts count these alone.",
        },
      ],
      [
        { zh: "更新", en: "Updated" },
        {
          zh: "已有模型或产品增加功能、调价、接入新平台，但没有新的版本名称。",
          en: "An existing one gains a feature, a price, a platform, without a new named version.",
        },
      ],
      [
        { zh: "预告", en: "Planned" },
        {
          zh: "宣布、传闻或排期在以后的发布；只展示、还没人能用的也算预告。",
          en: "Announced, rumoured or scheduled; also what was shown while nobody can use it yet.",
        },
      ],
      [
        { zh: "新闻与名录", en: "News and registry" },
        {
          zh: "每个发布都写明依据：收录到的报道，或带出处的已知发布名录。两者都有时并列。",
          en: "Each launch says what it rests on: collected reports, or a registry of known launches with its attribution, or both.",
        },
      ],
    ],
  },
  {
    heading: { zh: "怎样读这些图", en: "How to read the charts" },
    entries: [
      [
        { zh: "未完的时段", en: "Unfinished periods" },
        {
          zh: "还没过完、或没收录完的周和月画成浅色。“上一季度”指数据完整的最近一个季度。",
          en: "Weeks and months that are not over, or not collected to their end, are pale. “Last quarter” is the newest complete one.",
        },
      ],
      [
        { zh: "所选的周", en: "The week chosen" },
        {
          zh: "右上角选较早的一周，图和表就只显示到那时已经结束的周、月和季度；说法核对各有自己的时段，不随之变化。",
          en: "With an earlier week chosen at the top, charts and tables show the weeks, months and quarters that were over by then; claims keep the windows of their own.",
        },
      ],
      [
        { zh: "不确定性", en: "Uncertainty" },
        {
          zh: "占比附 95% 的 Wilson 区间；少于五个的不谈趋势。标签没有把握的条目占多少，每张图都写明。",
          en: "Shares carry a 95 % Wilson interval; fewer than five of anything is called no trend. Every chart says how many labels are unsure.",
        },
      ],
      [
        { zh: "收录量", en: "Coverage" },
        {
          zh: "收录得多，数到的也多。比较不同时段前先看“收录量”图。",
          en: "Where more was collected more is found: look at the coverage chart before comparing periods.",
        },
      ],
      [
        { zh: "说法核对", en: "Claims" },
        {
          zh: "按说法自己的口径和时段去数：数到了就是成立；名录对该时段确知完整而仍数不到，才是不成立；其余无法判定。",
          en: "Counted by the claim's own criteria and window: supported where the count reaches it; contradicted only where the registry is known to be complete for the window and still falls short; otherwise it cannot be decided.",
        },
      ],
    ],
  },
  {
    heading: { zh: "数据从哪里来", en: "Where the data come from" },
    entries: [
      [
        none,
        {
          zh: "程序按来源定义采集新闻页面，原样存档；提取正文，合并转载，按词库与规则打标签，每个标签都留下依据的文字位置，再归并成发布。人工更正优先于自动标签。",
          en: "Pages are collected by the definition of each source and archived as they came; texts are extracted, reprints joined, labels given by lexicon and rules with the words they rest on, and items joined into launches. Corrections by people win over the tagger.",
        },
      ],
      [
        none,
        {
          zh: "报告只引用含依据的句子并链接原文；原文版权归各出版方。",
          en: "The report quotes only the sentences that hold evidence and links to the original; texts belong to their publishers.",
        },
      ],
    ],
  },
];
