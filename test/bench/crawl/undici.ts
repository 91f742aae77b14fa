// Fetches the same pages with undici and nothing else, 50 at a time: `<port>`.
import { Pool } from "undici";

const pool = new Pool(`http://127.0.0.1:${process.argv[2]}`, { connections: 50 });
const get = async (path: string): Promise<Buffer> => {
  const { body } = await pool.request({ path, method: "GET" });
  return Buffer.from(await body.arrayBuffer());
};
const start = performance.now();
let next = 0;
await Promise.all(
  Array.from({ length: 50 }, async () => {
    while (next < 2000) await get(`/a/${next++}`);
  }),
);
await pool.close();
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ pages: 2000, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
