import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../pipeline/root.ts";

const ROOMS = ["cli", "crawlers", "pipeline", "analysis", "notebooks"] as const;
type Room = (typeof ROOMS)[number] | "data" | "test";

/** What each room may import of the others; `cli` alone knows everybody. */
const MAY: Record<(typeof ROOMS)[number], (target: string) => boolean> = {
  cli: () => true,
  crawlers: (target) => target.startsWith("crawlers/") || target === "pipeline/types.ts",
  pipeline: (target) => target.startsWith("pipeline/"),
  analysis: (target) => target.startsWith("analysis/") || target === "pipeline/types.ts",
  notebooks: (target) =>
    /^(?:notebooks|analysis\/charts)\//.test(target) ||
    ["analysis/escape.ts", "analysis/inline.ts", "pipeline/errors.ts", "pipeline/types.ts"].includes(target),
};

function files(room: Room): string[] {
  return readdirSync(join(packageRoot, room), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(packageRoot, room, file));
}

function imports(file: string): string[] {
  const source = readFileSync(file, "utf8");
  const found = [...source.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map((match) => match[1] ?? "");
  return found.map((target) => relative(packageRoot, resolve(dirname(file), target)));
}

describe("the house", () => {
  for (const room of ROOMS) {
    it(`${room} imports only what it may`, () => {
      const wrong = files(room).flatMap((file) =>
        imports(file)
          .filter((target) => !MAY[room](target))
          .map((target) => `${relative(packageRoot, file)} → ${target}`),
      );
      expect(wrong).toEqual([]);
    });
  }

  it("nothing imports cli but its tests", () => {
    const rooms: Room[] = ["crawlers", "pipeline", "analysis", "notebooks", "data"];
    const wrong = rooms
      .flatMap(files)
      .filter((file) => imports(file).some((target) => target.startsWith("cli/")))
      .map((file) => relative(packageRoot, file));
    expect(wrong).toEqual([]);
  });

  it("one folder alone knows the queue, and one file the bucket", () => {
    const knows = (name: RegExp) =>
      ROOMS.flatMap(files)
        .filter((file) => name.test(readFileSync(file, "utf8")))
        .map((file) => relative(packageRoot, file));
    const queue = knows(/from "(?:bullmq|ioredis)"/).filter((file) => !file.startsWith("cli/queue/"));
    expect(queue.filter((file) => file !== "cli/commands/queue.ts")).toEqual([]);
    expect(knows(/from "@aws-sdk\//)).toEqual(["pipeline/shards/lake-bucket.ts"]);
  });

  it("no source file is longer than 400 lines", () => {
    const long = [...ROOMS, "data" as const, "test" as const]
      .flatMap(files)
      .map((file) => ({ file: relative(packageRoot, file), lines: readFileSync(file, "utf8").split("\n").length }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });

  it("the rooms read no environment of their own", () => {
    const wrong = (["pipeline", "analysis", "notebooks", "crawlers"] as const)
      .flatMap(files)
      .filter((file) => !file.endsWith("pipeline/root.ts") && !/\/(train|bench)\//.test(file))
      .flatMap((file) => {
        const source = readFileSync(file, "utf8");
        return /process\.env\b/.test(source) ? [relative(packageRoot, file)] : [];
      });
    expect(wrong).toEqual([]);
  });
});
