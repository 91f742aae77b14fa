import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../cli/commands.ts";
import { EXIT } from "../../pipeline/errors.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { MAIN, modeltide } from "./program.ts";

describe("the command line", () => {
  it("lists every command in its help", () => {
    const { stdout, status } = modeltide(["--help"]);
    expect(status).toBe(EXIT.done);
    for (const { name } of COMMANDS) expect(stdout).toContain(`\n  ${name}`);
  });

  it("has an entry for each command file", () => {
    const files = readdirSync(join(packageRoot, "cli", "commands")).map((file) => file.replace(/\.ts$/, ""));
    expect(COMMANDS.map(({ name }) => name).sort()).toEqual(files.sort());
  });

  it("answers --help with nothing loaded but the parser of the line: packages wait for their command", () => {
    const seen = new Set<string>();
    const packages = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, target = ""] of readFileSync(file, "utf8").matchAll(/^(?:import|export) [^;]*?from "([^"]+)"/gm)) {
        if (target.startsWith(".")) visit(resolve(dirname(file), target));
        else packages.add(target);
      }
    };
    visit(MAIN);
    expect([...packages].filter((name) => !name.startsWith("node:"))).toEqual(["commander"]);
    expect(seen.size).toBeLessThan(10);
  });

  for (const { name } of COMMANDS) {
    it(`${name} --help shows an example, in English and Chinese`, () => {
      expect(modeltide([name, "--help"]).stdout).toMatch(/Example:\n +modeltide /);
      expect(modeltide([name, "--help", "--lang", "zh"]).stdout).toMatch(/示例[:：]\n +modeltide /);
    });
  }

  it("refuses an unknown option or command with exit code 2, naming it", () => {
    const option = modeltide(["build", "--no-such-option"]);
    expect([option.status, option.stderr]).toEqual([EXIT.usage, expect.stringContaining("--no-such-option")]);
    const command = modeltide(["no-such-command"]);
    expect([command.status, command.stderr]).toEqual([EXIT.usage, expect.stringContaining("no-such-command")]);
  });
});
