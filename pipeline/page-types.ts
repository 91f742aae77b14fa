/** Where a page stands among the pages of one article, as its own pager tells; a first page is number 1. */
export interface PagePlace {
  /** Address of the article: its first page, or what that is without a page's number. */
  of: string;
  number: number;
}

/** A page's place as the build knows it. */
export interface SeriesPage {
  /** What the pages of one article have in common: its canonical address without scheme and ending. */
  series: string;
  number: number;
  /** Canonical address of the article as the page tells it. */
  articleUrl: string;
  /** Address of the next page, as it is fetched. */
  next: string | null;
}
