export { type EmbeddedStateOptions, embeddedState } from "./embedded-state.ts";
export { type FeedOptions, feed } from "./feed.ts";
export { type JsonApiOptions, jsonApi } from "./json-api.ts";
export { type ListSelectors, listPage, renderedList } from "./list-page.ts";
export type { ArticleRef, Listing, ListRequest } from "./listing.ts";
export { type SitemapOptions, sitemap } from "./sitemap.ts";
export { wordpress } from "./wordpress.ts";
