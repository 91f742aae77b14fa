/** What measures of names and items are called for readers: Chinese, English. */
const MEASURES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  probability: ["为报道主角的概率", "likelihood of being the subject"],
  context: ["名称周围用词", "words around the name"],
  titleAt: ["在标题中的位置", "place in the title"],
  titleRank: ["标题中的先后", "order in the title"],
  titleHits: ["标题中出现次数", "times in the title"],
  textAt: ["在正文中的位置", "place in the text"],
  textRank: ["正文中的先后", "order in the text"],
  textHits: ["正文中出现次数", "times in the text"],
  share: ["占出现次数之比", "share of mentions"],
  hits: ["出现次数", "mentions"],
  clause: ["所在分句", "clause it stands in"],
  inClause: ["分句内位置", "place in its clause"],
  opens: ["位于标题开头", "opens the title"],
  fromSource: ["与来源同名", "named like the source"],
  listed: ["词库收录", "listed in the lexicon"],
  releaseAfter: ["其后有发布类动词", "a verb of release follows"],
  releaseBefore: ["其前有发布类动词", "a verb of release before it"],
  actAfter: ["其后有动作动词", "a verb follows"],
  headAfter: ["其后有产品类名词", "a product noun follows"],
  headBefore: ["其前有产品类名词", "a product noun before it"],
  joinAfter: ["其后并列", "joined with what follows"],
  joinBefore: ["其前并列", "joined with what comes before"],
  deAfter: ["其后为“的”", "a possessive follows"],
  colonAfter: ["其后为冒号", "a colon follows"],
  stopBefore: ["位于句首", "at the start of a clause"],
  stopAfter: ["位于句末", "at the end of a clause"],
  titleLength: ["标题长度", "length of the title"],
  textLength: ["正文长度", "length of the text"],
  roundup: ["一题多事", "several stories in one title"],
  vendorsInTitle: ["标题中厂商数", "vendors in the title"],
  modelsInTitle: ["标题中模型数", "models in the title"],
  listedInTitle: ["标题中词库名称数", "listed names in the title"],
  rivals: ["同类名称数", "other names of its kind"],
  relevant: ["初判:相关", "first judgement: relevant"],
  nameLength: ["名称长度", "length of the name"],
  nameWords: ["名称词数", "words of the name"],
  nameLatin: ["拉丁字母名称", "Latin name"],
  nameHan: ["汉字名称", "Chinese name"],
  nameDigit: ["名称含数字", "digits in the name"],
  nameCapital: ["名称大写形式", "capitals of the name"],
  implied: ["由产品推知", "known from its product"],
  kind: ["词库类别", "kind in the lexicon"],
  tier: ["词库层级", "tier in the lexicon"],
  products: ["所属产品数", "its products"],
  productAt: ["产品在标题中的位置", "place of its product in the title"],
  productTextAt: ["产品在正文中的位置", "place of its product in the text"],
  productHits: ["产品出现次数", "mentions of its products"],
  productRank: ["产品在标题中的先后", "order of its product in the title"],
  rivalsBefore: ["其前同类名称数", "other names before it"],
  rivalVendors: ["标题中其他厂商数", "other vendors in the title"],
  child: ["子公司也在文中", "a subsidiary is named too"],
  parent: ["母公司也在文中", "its parent is named too"],
  family: ["同系列名称数", "names of its family"],
  makerAt: ["厂商在标题中的位置", "place of its maker in the title"],
  makerTextAt: ["厂商在正文中的位置", "place of its maker in the text"],
  makerHits: ["厂商出现次数", "mentions of its maker"],
  makerRank: ["厂商在标题中的先后", "order of its maker in the title"],
  versioned: ["带版本号", "has a version"],
  longer: ["有更长写法", "longer forms of the name"],
  shorter: ["有更短写法", "shorter forms of the name"],
  vendorGap: ["与厂商的距离", "distance from a vendor"],
};

const WORDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  model: ["模型", "model"],
  vendor: ["厂商", "vendor"],
  event: ["初判事件", "first judgement: event"],
  tier: ["初判层级", "first judgement: tier"],
  signal: ["信号", "signal"],
  any: ["句式", "pattern"],
  pattern: ["句式", "pattern"],
  lexicon: ["词库", "lexicon"],
};

/** A measure's name for readers; the part in code (`t:event.launch`, `organisation-end`) stays as it is. */
export function measureName(name: string, lang: "zh" | "en"): string {
  const at = lang === "zh" ? 0 : 1;
  const known = MEASURES[name]?.[at];
  if (known) return known;
  const slot = /^(model|vendor) (\d): (.+)$/.exec(name);
  if (slot) return `${WORDS[slot[1] ?? ""]?.[at]} ${slot[2]} · ${measureName(slot[3] ?? "", lang)}`;
  const placed = /^(event|tier|pattern|lexicon|signal|any)[: ](.+)$/.exec(name);
  if (placed) return `${WORDS[placed[1] ?? ""]?.[at]} ${(placed[2] ?? "").replace(/^pattern:/, "")}`;
  return name;
}
