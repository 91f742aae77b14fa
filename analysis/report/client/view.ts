import type { ChartDefinition } from "../../charts/chart.ts";
import type { Lang } from "../../charts/text.ts";
import type { Model } from "./model.ts";
import type { Page, State } from "./state.ts";
import type { Word } from "./words.ts";

/** What every page is handed. */
export interface View {
  model: Model;
  charts: ChartDefinition[];
  state: State;
  /** The week from which the reader looks back, see `lookingBack`. */
  back: string | null;
  lang: Lang;
  word: (key: Word) => string;
  /** The address of a page with the reader's week and language. */
  link: (page: Page, own?: Record<string, string>) => string;
  /** Changes the page's own choices in the address; `replace` leaves no step in the history (typing, sorting). */
  choose: (own: Record<string, string>, options?: { replace?: boolean }) => void;
  /** Called before the page is taken away. */
  onLeave: (clean: () => void) => void;
}

export interface PageContent {
  title: string;
  content: Node[];
}
