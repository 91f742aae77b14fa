import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { COMMANDS } from "../../cli/commands.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { quietContext } from "../cli/queue/context.ts";

const words = z.array(z.string().min(1)).min(1);
/** What of the Compose specification the file uses; a key that it does not have is refused by the program, too. */
const Compose = z.strictObject({
  services: z.record(
    z.string(),
    z.strictObject({
      image: z.string().regex(/^[a-z]+:[\w.-]+$/),
      working_dir: z.string().startsWith("/").optional(),
      entrypoint: words.optional(),
      command: words,
      environment: z.record(z.string(), z.string()).optional(),
      volumes: z.array(z.string().regex(/^[\w./-]+:\/[\w/]+(?::ro)?$/)),
      depends_on: words.optional(),
      restart: z.enum(["unless-stopped"]),
    }),
  ),
  volumes: z.record(z.string(), z.null()),
});

describe("docker-compose.yml", () => {
  const text = readFileSync(join(packageRoot, "docker-compose.yml"), "utf8");
  const { services, volumes } = Compose.parse(parse(text));
  const { worker, redis } = services;
  const program = new Command();
  /** What is run in the container, as the file and its comments write it. */
  const lines = [
    worker?.command ?? [],
    ...[...text.matchAll(/docker compose run --rm worker (.+)$/gm)].map(([, line = ""]) => line.split(" ")),
  ];
  beforeAll(async () => {
    const named = COMMANDS.filter(({ name }) => lines.some(([command]) => command === name));
    for (const { load } of named) (await load()).register(program, quietContext());
  });

  it("names services, volumes and folders that are there", () => {
    for (const { depends_on = [], volumes: mounts } of Object.values(services)) {
      for (const name of depends_on) expect(Object.keys(services)).toContain(name);
      const named = mounts.map((mount) => mount.split(":")[0] ?? "").filter((from) => !from.startsWith("."));
      for (const name of named) expect(Object.keys(volumes)).toContain(name);
    }
    const mounted = worker?.volumes.map((mount) => mount.split(":")[1] ?? "") ?? [];
    expect(mounted).toContain(worker?.working_dir);
    const paths = lines.flat().filter((word) => word.startsWith("/"));
    expect(paths.length).toBeGreaterThan(4);
    for (const path of paths)
      expect(mounted.some((mount) => path === mount || path.startsWith(`${mount}/`))).toBe(true);
  });

  it("runs the program that this package builds, on a Node that it takes", () => {
    const { bin, engines } = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"));
    expect(worker?.entrypoint).toEqual(["node", bin.modeltide]);
    expect(worker?.image).toMatch(/^node:(\d+)-bookworm$/);
    expect(engines.node).toContain(`>=${/\d+/.exec(worker?.image ?? "")?.[0]}.`);
    const [, script = ""] = /--entrypoint node worker (\S+)/.exec(text) ?? [];
    expect(existsSync(join(packageRoot, script || "none"))).toBe(true);
    expect(redis?.command.slice(0, 3)).toEqual(["redis-server", "--appendonly", "yes"]);
  });

  it("gives commands that there are, with options that they have", () => {
    expect(lines.length).toBe(4);
    for (const [name = "", ...rest] of lines) {
      const command = program.commands.find((own) => own.name() === name);
      expect(command, name).toBeDefined();
      expect(command?.parseOptions(rest).unknown, name).toEqual([]);
    }
  });

  it("reaches Redis by the name that its service has", () => {
    const url = new URL(worker?.environment?.MODELTIDE_REDIS ?? "");
    expect(url.protocol).toBe("redis:");
    expect(Object.keys(services)).toContain(url.hostname);
  });
});
