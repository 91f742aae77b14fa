import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort, inNamespace, type Place } from "./redis.ts";

export interface Bucket {
  /** What a program needs in its environment to reach it. */
  env: NodeJS.ProcessEnv;
  stop: () => Promise<void>;
}

const SERVER = fileURLToPath(new URL("bucket-server.ts", import.meta.url));

/** A store that speaks S3 in a process of its own, with the empty bucket `market`. */
export async function startBucket(dir: string, { host = "127.0.0.1", namespace = null }: Place = {}): Promise<Bucket> {
  const port = namespace ? 9000 : await freePort(host);
  const node = [process.execPath, "--import", "tsx", SERVER, dir, host, String(port)];
  const [program = "", ...parameters] = inNamespace(namespace, node);
  const child = spawn(program, parameters, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  const ended = once(child, "exit");
  await Promise.race([
    once(child.stdout, "data"),
    ended.then(() => {
      throw new Error(`the store does not start: ${said}`);
    }),
  ]);
  return {
    env: {
      AWS_ENDPOINT_URL_S3: `http://${host}:${port}`,
      AWS_ACCESS_KEY_ID: "S3RVER",
      AWS_SECRET_ACCESS_KEY: "S3RVER",
    },
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
