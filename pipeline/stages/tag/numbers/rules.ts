import type { NumberFact } from "../../../types.ts";
import type { Quantity } from "./quantities.ts";

/** What a quantity means, judged by what stands just before and just after it. */
interface Rule {
  what: NumberFact["what"];
  /** Of the text before, its last `WINDOW` units. */
  before?: RegExp;
  /** Of the text after, its first `WINDOW` units. */
  after?: RegExp;
  /** Magnitudes it may be written with. */
  magnitudes?: ReadonlySet<string>;
  /** Smallest number that it may be. */
  least?: number;
  unit: (context: Context) => string;
  value?: (quantity: Quantity, context: Context) => number;
}

interface Context {
  before: string;
  after: string;
}

export const WINDOW = 22;

const SIZES = new Set(["b", "m", "t", "亿", "十亿", "百亿", "千亿", "万亿", "billion", "million", "trillion"]);
const LENGTHS = new Set(["k", "m", "万", "百万", "千万", "", "million"]);
/** No model reads less than this at a time: a smaller number beside the word counts something else. */
const LEAST_CONTEXT = 256;
const MONEY = /^\s?(?:余|多)?(?:元|人民币|美元|美金|刀|欧元|英镑|日元|韩元|港元|港币|块)/;

const currency = ({ before, after }: Context): string => {
  if (/^.{0,3}(?:美元|美金|刀)/.test(after) || /\$\s?$/.test(before)) return "USD";
  if (/^.{0,3}欧元/.test(after)) return "EUR";
  if (/^.{0,3}英镑/.test(after)) return "GBP";
  if (/^.{0,3}日元/.test(after)) return "JPY";
  if (/^.{0,3}韩元/.test(after)) return "KRW";
  return /^.{0,3}港[元币]/.test(after) ? "HKD" : "CNY";
};

const PER_TOKENS =
  /^\s?(?:元|人民币|美元|美金|分|厘)?\s?[/／每]\s?(百万|千|万|[1１]?\s?[MKmk]|1000|100万)?\s?(?:个)?(?:输入|输出)?\s?tokens?/i;
const TOKENS_BEFORE = /每?\s?(百万|千|万|1000|100万|[MKmk])\s?(?:个)?\s?tokens?[^0-9。；]{0,12}$/i;
const PER: Readonly<Record<string, number>> = { 百万: 1, "100万": 1, m: 1, 万: 100, 千: 1000, k: 1000, "1000": 1000 };

/** Price of a million tokens, whatever number of tokens the text prices. */
function perMillion(quantity: Quantity, { before, after }: Context): number {
  const per = PER_TOKENS.exec(after)?.[1] ?? TOKENS_BEFORE.exec(before)?.[1] ?? "";
  const key = per
    .toLowerCase()
    .replace(/[1１\s](?=[mk])/g, "")
    .trim();
  const part = /^\s?分/.test(after) ? 0.01 : /^\s?厘/.test(after) ? 0.001 : 1;
  return Number((quantity.value * part * (PER[key] ?? 1)).toPrecision(10));
}

/** Tried in order; the first that fits decides. */
export const RULES: readonly Rule[] = [
  { what: "price", after: PER_TOKENS, unit: (c) => `${currency(c)}/1M tokens`, value: perMillion },
  { what: "price", before: TOKENS_BEFORE, after: MONEY, unit: (c) => `${currency(c)}/1M tokens`, value: perMillion },
  {
    what: "active_parameters",
    before: /(?:激活|活跃|active)[^0-9，。,]{0,8}$/i,
    magnitudes: SIZES,
    unit: () => "parameters",
  },
  {
    what: "active_parameters",
    after: /^\s?(?:个)?\s?(?:激活|活跃|active)/i,
    magnitudes: SIZES,
    unit: () => "parameters",
  },
  { what: "training_tokens", before: /训练[^0-9，。,]{0,12}$/, after: /^\s?(?:个)?\s?tokens?/i, unit: () => "tokens" },
  {
    what: "training_tokens",
    after: /^\s?(?:个)?\s?tokens?[^，。]{0,8}(?:训练|语料|数据)/i,
    magnitudes: SIZES,
    unit: () => "tokens",
  },
  {
    what: "context",
    before: /(?:上下文|context)[^0-9，。]{0,10}$/i,
    magnitudes: LENGTHS,
    least: LEAST_CONTEXT,
    after: /^(?!\s?(?:元|美元|%|倍|个月|年|月|日))/,
    unit: lengthUnit,
  },
  {
    what: "context",
    after: /^\s?(?:个)?(?:汉字|字|tokens?)?(?:的)?(?:超)?(?:长|大)?(?:上下文|context|文本窗口)/i,
    magnitudes: LENGTHS,
    least: LEAST_CONTEXT,
    unit: lengthUnit,
  },
  {
    what: "parameters",
    after: /^\s?(?:级别?|规模|量级)?(?:的)?(?:个)?(?:参数|parameters)/i,
    magnitudes: SIZES,
    unit: () => "parameters",
  },
  {
    what: "parameters",
    before: /参数(?:量|规模|总量|数量)?[^0-9，。,]{0,8}$/,
    magnitudes: SIZES,
    unit: () => "parameters",
  },
  {
    what: "parameters",
    after: /^(?!\s?(?:元|美元|美金|刀|tokens?|字|[A-Za-z0-9]))/i,
    magnitudes: new Set(["b"]),
    unit: () => "parameters",
  },
  { what: "financing", before: /(?:融资|募资|筹集|筹得|注资|领投)[^0-9。；]{0,14}$/, after: MONEY, unit: currency },
  {
    what: "financing",
    after: /^\s?(?:余|多)?(?:元|人民币|美元|美金|欧元|英镑|港元|日元)?(?:人民币)?[^，。；0-9]{0,10}(?:融资|注资|领投)/,
    magnitudes: new Set(["亿", "千万", "百万", "万", "十亿", "百亿"]),
    unit: currency,
  },
  {
    what: "users",
    least: 1000,
    after: /^\s?(?:余|多)?(?:名|位|个)?(?:[^，。；0-9]{0,6})(?:用户|月活|日活|下载)/,
    unit: () => "users",
  },
  {
    what: "users",
    least: 1000,
    before: /(?:用户数?量?|月活|日活|MAU|DAU)[^0-9，。；]{0,10}$/i,
    magnitudes: new Set(["万", "亿", "百万", "千万", "十亿", "m", "million", "billion"]),
    after: /^(?!\s?(?:元|美元|%))/,
    unit: () => "users",
  },
  {
    what: "fee",
    before: /(?:费用|收费|授权费|年费|月费|定价|售价|订阅费)[^0-9，。；]{0,8}$/,
    after: /^(?!\s?(?:%|倍|人|家|个月))/,
    unit: currency,
  },
  {
    what: "fee",
    after: /^\s?(?:元|美元|美金|块钱|块)\s?(?:\/|每|一)\s?(?:个|台|年|月|次|席位|人|套|设备)/,
    unit: currency,
  },
];

function lengthUnit({ after }: Context): string {
  return /^\s?(?:个)?(?:汉字|字)/.test(after) ? "characters" : "tokens";
}

/** The rule that a quantity fits between its surroundings. */
export function ruleFor(quantity: Quantity, context: Context): Rule | undefined {
  return RULES.find(
    ({ before, after, magnitudes, least = 0 }) =>
      quantity.value >= least &&
      (!magnitudes || magnitudes.has(quantity.magnitude)) &&
      (!before || before.test(context.before)) &&
      (!after || after.test(context.after)),
  );
}
