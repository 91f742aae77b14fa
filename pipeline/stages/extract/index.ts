import type { Dropped, Extracted, Item } from "../../types.ts";
import type { Boilerplate } from "./boilerplate.ts";
import { extractPage, type PageInput } from "./page.ts";
import { extractItem, extractText } from "./text.ts";

export { acrossScripts } from "./across-scripts.ts";
export { type Boilerplate, loadBoilerplate } from "./boilerplate.ts";
export type { PageInput } from "./page.ts";
export { joinPages, nextPageOf } from "./paging.ts";
export { loadSimplifier } from "./simplify.ts";

/** The extraction stage: each door gives a clean article or says why it drops what it was given. */
export interface Extractor {
  page: (input: PageInput) => Extracted | Dropped;
  text: (input: { text: string | Buffer; fetchedAt: string }) => Extracted | Dropped;
  item: (item: Item, fetchedAt: string) => Extracted | Dropped;
}

/** Makes an extractor that knows what stands around articles. */
export function createExtractor(boilerplate: Boilerplate): Extractor {
  return {
    page: (input) => extractPage(input, boilerplate),
    text: (input) => extractText(input, boilerplate),
    item: (item, fetchedAt) => extractItem(item, fetchedAt, boilerplate),
  };
}
