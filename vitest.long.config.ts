import { defineConfig } from "vitest/config";

// CI counts what ran from this file; people see the usual output.
const json = process.env.MODELTIDE_TEST_JSON;

export default defineConfig({
  test: {
    include: ["test/**/*.long.test.ts"],
    reporters: json ? ["default", ["json", { outputFile: json }]] : ["default"],
    globalSetup: "test/compile.ts",
    pool: "forks",
    maxWorkers: 1,
    testTimeout: 900_000,
    hookTimeout: 300_000,
  },
});
