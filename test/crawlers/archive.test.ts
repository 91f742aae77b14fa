import { execFileSync } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { warcFiles } from "../../crawlers/archive/files.ts";
import {
  forgetAddress,
  type NewRecord,
  pruneArchive,
  readArchive,
  readRecord,
  verifyArchive,
} from "../../crawlers/archive.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { fill, item, now, open, page } from "./records.ts";
import { archived, scratch, urlsIn } from "./sites.ts";

describe("the archive", () => {
  it("gives back what was put in: pages decompressed with their headers, rendered documents, items", async () => {
    const dir = scratch();
    await fill(dir, [
      page("https://example.org/a", "<p>你好</p>"),
      {
        kind: "rendered",
        url: "https://example.org/b",
        fetchedAt: "2026-11-25T02:00:01.000Z",
        sourceId: "example",
        hints: {},
        body: Buffer.from("<p>b</p>"),
      },
      item(1),
    ]);
    const [first, second, third] = await archived(dir);
    expect(first?.body.toString()).toBe("<p>你好</p>");
    expect(first?.capture).toMatchObject({
      url: "https://example.org/a",
      fetchedAt: "2026-11-25T02:00:00.123Z",
      status: 200,
      kind: "page",
      contentType: "text/html; charset=utf-8",
      sourceId: "example",
      hints: { title: "标题: 一\n二", published: "2026-11-24" },
    });
    expect(first?.capture.digest).toMatch(/^sha1:[A-Z2-7]{32}$/);
    expect(second?.capture.kind).toBe("rendered");
    expect(JSON.parse(third?.body.toString() ?? "")).toMatchObject({ id: "n1", text: "正文" });
    if (!first) throw new Error("no record");
    expect((await readRecord(dir, first.capture)).capture).toEqual(first.capture);
  });

  it("is read by zcat, and the warcio package's indexer finds the same records at the same places", async () => {
    const dir = scratch();
    await fill(dir, [
      page("https://www.example.org/a?b=2&a=1", "one"),
      item(1),
      page("https://example.org/z", "two", 1),
    ]);
    const [file = ""] = warcFiles(dir);
    const text = execFileSync("zcat", [join(dir, file)]).toString();
    expect(text.match(/^WARC\/1\.1\r$/gm)).toHaveLength(6);
    const cli = join(packageRoot, "node_modules/warcio/dist/cli.js");
    const lines = execFileSync(process.execPath, [cli, "cdx-index", "--format", "cdxj", join(dir, file)]).toString();
    const parse = (line: string) => {
      const [key, time] = line.split(" ");
      const { url, offset, length, mime } = JSON.parse(line.slice(line.indexOf("{"))) as Record<string, string>;
      return { key, time, url, offset, length, mime };
    };
    const theirs = lines.trim().split("\n").map(parse);
    const ours = readFileSync(join(dir, "index.cdxj"), "utf8").trim().split("\n").map(parse);
    const byOffset = (a: { offset: string | undefined }, b: { offset: string | undefined }) =>
      Number(a.offset) - Number(b.offset);
    expect(ours.sort(byOffset)).toEqual(theirs.sort(byOffset));
  });

  it("sorts the index when it is closed, in the order of sort(1)", async () => {
    const dir = scratch();
    await fill(
      dir,
      ["m", "c", "z"].map((name, at) => page(`https://${name}.example.org/`, name, at)),
    );
    await fill(
      dir,
      ["b", "y"].map((name, at) => page(`https://${name}.example.org/`, name, at)),
    );
    execFileSync("sort", ["-c", join(dir, "index.cdxj")], { env: { LC_ALL: "C" } });
    expect(readFileSync(join(dir, "index.cdxj"), "utf8").trim().split("\n")).toHaveLength(5);
  });

  it("looks up addresses among many, told apart by case and query", async () => {
    const dir = scratch();
    const archive = await open(dir);
    const all = Array.from({ length: 1500 }, (_, at) => page(`https://example.org/p/${at}`, String(at), at));
    await archive.appendMany([
      ...all,
      page("https://example.org/P/7", "upper"),
      page("https://example.org/p/7?x=1", "query"),
    ]);
    await archive.close();
    const again = await open(dir);
    for (const at of [0, 7, 777, 1499]) {
      expect(again.lookup(`https://example.org/p/${at}`).map(({ url }) => url)).toEqual([
        `https://example.org/p/${at}`,
      ]);
    }
    expect(again.lookup("https://example.org/p/1500")).toEqual([]);
    await again.append(page("https://example.org/p/7", "new", 9999));
    expect(again.lookup("https://example.org/p/7").map(({ fetchedAt }) => fetchedAt)).toHaveLength(2);
    expect(again.lookup("https://example.org/p/7").at(-1)?.etag).toBe('"x1"');
    await again.close();
  });

  it("yields neither revisits nor error answers nor redirects", async () => {
    const dir = scratch();
    const original = page("https://example.org/a", "same");
    const gone = { ...page("https://example.org/gone", "404", 1), status: 404 } as NewRecord;
    const moved = { ...page("https://example.org/moved", "", 2), status: 301 } as NewRecord;
    const archive = await open(dir);
    const { digest, fetchedAt } = await archive.append(original);
    await archive.append({
      ...(page("https://example.org/a", "", 5) as NewRecord & { kind: "page" }),
      kind: "revisit",
      status: 304,
      digest,
      refersTo: { fetchedAt },
    });
    await archive.append(gone);
    await archive.append(moved);
    expect(archive.lookup("https://example.org/a").map(({ mime }) => mime)).toEqual(["text/html", "warc/revisit"]);
    await archive.close();
    expect(await urlsIn(dir)).toEqual(["https://example.org/a"]);
  });

  it("passes over unread what the reader knows", async () => {
    const dir = scratch();
    await fill(dir, [page("https://example.org/a", "a"), page("https://example.org/b", "b", 1)]);
    const [first] = await archived(dir);
    const rest: string[] = [];
    for await (const { capture } of readArchive(dir, { skip: (id) => id === first?.capture.id }))
      rest.push(capture.url);
    expect(rest).toEqual(["https://example.org/b"]);
  });

  it("leaves out what it holds when items are imported once more", async () => {
    const dir = scratch();
    const archive = await open(dir);
    const items = Array.from({ length: 1200 }, (_, at) => item(at));
    expect(await archive.appendMany([...items, item(3)])).toEqual({ written: 1200, known: 1, forgotten: 0 });
    await archive.close();
    const again = await open(dir);
    expect(await again.appendMany([...items, item(5000)])).toEqual({ written: 1, known: 1200, forgotten: 0 });
    await again.close();
    expect(await urlsIn(dir)).toHaveLength(1201);
  });

  it("begins a new file when one is full, and goes on with the newest that is not", async () => {
    const dir = scratch();
    const archive = await open(dir, 3000);
    for (let at = 0; at < 12; at++) await archive.append(page(`https://example.org/${at}`, `${Math.random()}`, at));
    await archive.close();
    const files = warcFiles(dir);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect(statSync(join(dir, file)).size).toBeLessThan(4500);
    await fill(dir, [page("https://example.org/last", "x", 50)]);
    expect(warcFiles(dir)).toEqual(files);
    expect(await urlsIn(dir)).toHaveLength(13);
  });

  it("refuses a second writer and names the first, and takes over from one that is gone", async () => {
    const dir = scratch();
    const archive = await open(dir);
    await expect(open(dir)).rejects.toThrow(new RegExp(`process ${process.pid}, since 2026-11-25`));
    await archive.close();
    writeFileSync(join(dir, "lock"), JSON.stringify({ pid: 2 ** 22 + 1, since: "2026-01-01" }));
    await (await open(dir)).close();
    expect(readdirSync(dir)).not.toContain("lock");
  });
});

describe("an archive after a crash", () => {
  const three = [0, 1, 2].map((at) => page(`https://example.org/${at}`, `seite ${at}`, at));

  it("cuts off a record that is not whole, wherever it was torn, and keeps the ones before", async () => {
    for (const missing of [1, 9, 40, 200]) {
      const dir = scratch();
      await fill(dir, three);
      const file = join(dir, warcFiles(dir)[0] ?? "");
      const index = join(dir, "index.cdxj");
      const lines = readFileSync(index, "utf8").trim().split("\n");
      writeFileSync(
        index,
        lines
          .slice(0, 2)
          .map((line) => `${line}\n`)
          .join(""),
      );
      truncateSync(file, statSync(file).size - missing);
      const archive = await open(dir);
      expect(archive.recovered.records).toBe(0);
      expect(archive.lookup("https://example.org/2")).toEqual([]);
      await archive.append(page("https://example.org/2", "again", 7));
      await archive.close();
      expect(await urlsIn(dir)).toEqual(["https://example.org/0", "https://example.org/1", "https://example.org/2"]);
      expect(verifyArchive(dir).damage).toEqual([]);
    }
  });

  it("finds again whole records whose index line was not written, with all that the line told", async () => {
    const dir = scratch();
    await fill(dir, [...three, item(4)]);
    const index = join(dir, "index.cdxj");
    const before = readFileSync(index, "utf8");
    writeFileSync(index, `${before.split("\n")[0]}\n`);
    const archive = await open(dir);
    expect(archive.recovered).toEqual({ records: 3, bytes: 0 });
    await archive.close();
    expect(readFileSync(index, "utf8")).toBe(before);
  });

  it("cuts off an index line that is not whole", async () => {
    const dir = scratch();
    await fill(dir, three);
    appendFileSync(join(dir, "index.cdxj"), 'org,example)/zz 20261125 {"url":"https://exa');
    await fill(dir, [page("https://example.org/9", "neun", 9)]);
    expect(await urlsIn(dir)).toHaveLength(4);
  });
});

describe("looking after the archive", () => {
  it("verify names a record that was changed on disk and goes on behind it", async () => {
    const dir = scratch();
    await fill(
      dir,
      [0, 1, 2, 3].map((at) => page(`https://example.org/${at}`, `body ${at}`, at)),
    );
    expect(verifyArchive(dir)).toMatchObject({ files: 1, records: 9, damage: [] });
    const records = await archived(dir);
    const file = join(dir, warcFiles(dir)[0] ?? "");
    const bytes = readFileSync(file);
    const { warcOffset, warcLength } = records[1]?.capture ?? { warcOffset: 0, warcLength: 0 };
    bytes.fill(0, warcOffset + warcLength - 30, warcOffset + warcLength - 10);
    writeFileSync(file, bytes);
    expect(verifyArchive(dir).damage).toEqual([
      { file: warcFiles(dir)[0], offset: warcOffset, url: "https://example.org/1", what: "unreadable" },
    ]);
    await expect(archived(dir)).rejects.toThrow(/archive verify/);
  });

  it("prune drops revisits from before a day with their requests, and nothing else", async () => {
    const dir = scratch();
    const archive = await open(dir);
    const { digest, fetchedAt } = await archive.append(page("https://example.org/a", "same"));
    for (const second of [10, 86_400 * 3]) {
      const again = page("https://example.org/a", "", second) as NewRecord & { kind: "page" };
      await archive.append({ ...again, kind: "revisit", status: 304, digest, refersTo: { fetchedAt } });
    }
    await archive.append(item(1));
    await archive.close();
    const { removed, bytes } = pruneArchive(dir, "2026-11-26", now());
    expect(removed.map((entry) => entry.fetchedAt)).toEqual(["2026-11-25T02:00:10.123Z"]);
    expect(bytes).toBeGreaterThan(300);
    expect(verifyArchive(dir)).toMatchObject({ records: 6, damage: [] });
    expect(await urlsIn(dir)).toHaveLength(2);
  });

  it("forget removes an article in every form and keeps it from coming back", async () => {
    const dir = scratch();
    await fill(dir, [page("https://example.org/n/1", "page"), page("https://example.org/n/2", "other", 1), item(1)]);
    const { removed } = forgetAddress(dir, "http://www.example.org/n/1", now());
    expect(removed).toHaveLength(2);
    expect(await urlsIn(dir)).toEqual(["https://example.org/n/2"]);
    const [file = ""] = warcFiles(dir);
    expect(gunzipSync(readFileSync(join(dir, file))).toString()).not.toContain("n/1");
    const archive = await open(dir);
    expect(archive.isForgotten("https://example.org/n/1")).toBe(true);
    expect(() => archive.append(page("https://example.org/n/1", "back"))).toThrow(/publisher/);
    expect(await archive.appendMany([item(1), item(2)])).toEqual({ written: 1, known: 0, forgotten: 1 });
    await archive.close();
  });

  it("forget takes all that begins with an address where it ends in a star", async () => {
    const dir = scratch();
    await fill(
      dir,
      ["n/1", "n/2", "m/1"].map((path, at) => page(`https://example.org/${path}`, path, at)),
    );
    forgetAddress(dir, "https://example.org/n/*", now());
    expect(await urlsIn(dir)).toEqual(["https://example.org/m/1"]);
  });

  it("a rewrite that was killed between its steps leaves neither record twice nor any lost", async () => {
    const dir = scratch();
    await fill(dir, [page("https://example.org/a", "a"), page("https://example.org/b", "b", 1)]);
    const [name = ""] = warcFiles(dir);
    const copy = name.replace(".warc.gz", "-r1.warc.gz");
    writeFileSync(join(dir, copy), readFileSync(join(dir, name)).subarray(0, 500));
    await fill(dir, [page("https://example.org/c", "c", 2)]);
    expect(warcFiles(dir)).toEqual([name]);
    expect(await urlsIn(dir)).toHaveLength(3);
    expect(verifyArchive(dir).damage).toEqual([]);
  });
});
