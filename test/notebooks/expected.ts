/** What each research notebook shows on the sample run: its figures in order, with the fewest marks of each; 0 where it says that the sample is too small. */
export const RESEARCH: Record<string, { heading: RegExp; figures: number[]; charts: number; tables: number }> = {
  "industry-models-spread": { heading: /行业模型.*扩散/, figures: [60, 8, 10, 12], charts: 1, tables: 1 },
  "label-trust": { heading: /标签有多可信/, figures: [16, 6, 8, 6, 20, 8], charts: 0, tables: 2 },
  "price-cuts": { heading: /降价之后谁跟谁/, figures: [0, 0, 0, 0], charts: 1, tables: 1 },
  "seventy-in-three-months": { heading: /三个月.*70/, figures: [12, 10], charts: 1, tables: 2 },
  "story-travel": { heading: /发布新闻如何传播/, figures: [6, 8, 12, 10, 3], charts: 1, tables: 1 },
  "three-tiers": { heading: /三个层级.*变化/, figures: [12, 12, 12], charts: 1, tables: 1 },
};
