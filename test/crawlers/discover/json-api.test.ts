import { describe, expect, it } from "vitest";
import { jsonApi } from "../../../crawlers/discover/index.ts";
import { jsonOf } from "../../../crawlers/discover/jsonp.ts";

const fetchedAt = "2026-11-25T02:00:00.000Z";

describe("an interface", () => {
  it("may hand its JSON to a function, with a comma too many before the last bracket", () => {
    expect(jsonOf('data_callback([{"a":"f(x), ]"},\n])')).toEqual([{ a: "f(x), ]" }]);
    expect(jsonOf(' cb.of({"html":"<p>(1)</p>"});\n')).toEqual({ html: "<p>(1)</p>" });
    expect(jsonOf('[{"a":"f(1),]"}]')).toEqual([{ a: "f(1),]" }]);
    for (const text of ["", "登录", "cb(", "cb()", "<html>(1)</html>"]) expect(() => jsonOf(text)).toThrow(SyntaxError);
  });

  it("is asked for what comes after the entries so far, where it counts entries and not pages", () => {
    const listing = jsonApi({ url: "https://example.org/list?o={offset}&n=20", pageSize: 20, items: "", link: "url" });
    expect(listing.first.url).toBe("https://example.org/list?o=0&n=20");
    const answer = { url: listing.first.url, text: '[{"url":"/1"}]', fetchedAt };
    const [second] = listing.read(answer, listing.first).next;
    expect(second?.url).toBe("https://example.org/list?o=20&n=20");
    expect(listing.read(answer, second as never).next[0]?.url).toBe("https://example.org/list?o=40&n=20");
  });

  it("may want a PUT for its list, name things in two ways, and give articles as Markdown", () => {
    const listing = jsonApi({
      url: "https://example.org/models",
      method: "PUT",
      body: '{"PageNumber":{page}}',
      items: "",
      link: "https://example.org/m/{id}",
      title: "Local|Name",
      detail: { url: "https://example.org/api/{id}", markdown: "Card" },
    });
    expect(listing.first).toMatchObject({ method: "PUT", body: '{"PageNumber":1}' });
    const text = '[{"id":1,"Name":"甲"},{"id":2,"Local":"乙","Name":"B"}]';
    const { refs } = listing.read({ url: listing.first.url, text, fetchedAt }, listing.first);
    expect(refs.map(({ hints }) => hints.title)).toEqual(["甲", "乙"]);
    expect(refs[0]?.detail?.read({ Card: "---\nlicense: mit\n---\n# 甲\n**正文**" }, fetchedAt)?.text).toBe(
      "# 甲\n正文",
    );
    expect(refs[0]?.detail?.read({ Card: "---\nlicense: mit\n---\n" }, fetchedAt)).toBeNull();
  });

  it("may want a POST for an article, with the article's own number in the body", () => {
    const listing = jsonApi({
      url: "https://example.org/list",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      items: "data",
      link: "https://example.org/a/{aid}",
      detail: { url: "https://example.org/detail", method: "POST", body: "platform=www&aid={aid}", html: "content" },
    });
    const text = '{"data":[{"aid":7}]}';
    const [ref] = listing.read({ url: listing.first.url, text, fetchedAt }, listing.first).refs;
    expect(ref?.detail?.request).toEqual({
      url: "https://example.org/detail",
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "platform=www&aid=7",
    });
    expect(ref?.detail?.read({ content: "<p>正文</p>" }, fetchedAt)).toEqual({
      url: "https://example.org/a/7",
      html: "<p>正文</p>",
    });
  });
});
