import { jsonApi } from "./json-api.ts";
import type { Listing } from "./listing.ts";

/** The REST interface of a WordPress site: posts in full, newest first. Its `date` is the site's local time. */
export function wordpress(site: string, options: { perPage?: number; query?: string } = {}): Listing {
  const base = site.replace(/\/+$/, "");
  const query = options.query ? `&${options.query}` : "";
  const listing = jsonApi({
    url: `${base}/wp-json/wp/v2/posts?per_page=${options.perPage ?? 20}&page={page}&_embed=author${query}`,
    items: "",
    link: "link",
    title: "title.rendered",
    time: "date",
    author: "_embedded.author.0.name",
    html: "content.rendered",
  });
  return { ...listing, kind: "wordpress" };
}
