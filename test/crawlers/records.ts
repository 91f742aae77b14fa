import { type Archive, importKey, type NewRecord, openArchive } from "../../crawlers/archive.ts";

export const now = () => new Date("2026-11-25T02:00:00.000Z");
export const open = (dir: string, rotateAt?: number): Promise<Archive> =>
  openArchive(dir, { now, ...(rotateAt ? { rotateAt } : {}) });

export function page(url: string, body: string, second = 0): NewRecord {
  return {
    kind: "page",
    url,
    fetchedAt: new Date(Date.parse("2026-11-25T02:00:00.123Z") + second * 1000).toISOString(),
    sourceId: "example",
    hints: { title: "标题: 一\n二", published: "2026-11-24" },
    request: { method: "GET", headers: [["host", "example.org"]] },
    status: 200,
    headers: [
      ["Content-Type", "text/html; charset=utf-8"],
      ["Content-Encoding", "gzip"],
      ["Content-Length", "12"],
      ["ETag", '"x1"'],
    ],
    body: Buffer.from(body),
  };
}

export const item = (number: number): NewRecord => {
  const own = { id: `n${number}`, title: `第${number}条`, text: "正文", url: `https://example.org/n/${number}` };
  const fetchedAt = "2026-11-25T02:00:00.000Z";
  return { kind: "import", url: importKey(own), fetchedAt, sourceId: null, hints: {}, item: own };
};

export async function fill(dir: string, records: NewRecord[]): Promise<void> {
  const archive = await open(dir);
  for (const record of records) await archive.append(record);
  await archive.close();
}
