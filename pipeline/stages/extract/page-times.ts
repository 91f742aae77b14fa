import type { Boilerplate } from "./boilerplate.ts";
import type { Page } from "./dom.ts";
import { visibleTimes } from "./facts.ts";
import type { Surroundings } from "./lines.ts";
import type { Metadata } from "./metadata.ts";
import { candidatesOf, choosePublished, type Published, type TimeCandidate, timeOfAddress } from "./published.ts";
import { assignedTimes, type StateArticle } from "./state.ts";

interface PageTimes {
  page: Page;
  metadata: Metadata;
  state: StateArticle | null;
  /** What the source's rule points at, and what the listing said. */
  ruled: string | null;
  hinted: string | null;
  around: Surroundings;
  url: string | null;
  fetchedAt: string;
}

/** How sure each place is; visible lines are scored by what stands beside the time, 0 to 6. */
const SURE = { ruled: 10, "json-ld": 3.5, meta: 3.2, state: 3, hinted: 2.9, assigned: 1.2, address: 0 };

/** When a page says that its article was published. */
export function publishedOf(times: PageTimes, boilerplate: Boilerplate): Published {
  const { metadata, state, around, fetchedAt } = times;
  const ruled = candidatesOf(times.ruled === null ? [] : [times.ruled], "element", SURE.ruled, fetchedAt);
  if (ruled.some(({ time }) => time.precision === "second" && !time.relative)) return choosePublished(ruled);
  const seen = (blocks: Surroundings["head"], from: "element" | "text", less: number): TimeCandidate[] =>
    visibleTimes(blocks, fetchedAt, boilerplate).map((time) => ({ time, from, score: time.score - less }));
  const short = around.edges.filter((block) => block.chars <= 60);
  const surer = [
    ...ruled,
    ...seen(around.head, "element", 0),
    ...seen(around.above, "element", 1.2),
    ...seen(short, "text", 1),
    ...seen(around.tail, "element", 2.5),
    ...metadata.published.flatMap(({ value, from }) => candidatesOf([value], from, SURE[from], fetchedAt)),
    ...candidatesOf(state?.published ?? [], "state", SURE.state, fetchedAt),
    ...candidatesOf(times.hinted === null ? [] : [times.hinted], "feed", SURE.hinted, fetchedAt),
  ];
  if (surer.some(({ time, score }) => score > SURE.assigned && time.precision !== "day")) return choosePublished(surer);
  return choosePublished([
    ...surer,
    ...candidatesOf(assignedTimes(times.page.elements), "state", SURE.assigned, fetchedAt),
    ...timeOfAddress(times.url ?? metadata.canonical, fetchedAt),
  ]);
}
