import { defineConfig } from "vitest/config";

// CI counts what ran from this file; people see the usual output.
const json = process.env.MODELTIDE_TEST_JSON;

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/**/*.long.test.ts", "node_modules/**"],
    reporters: json ? ["default", ["json", { outputFile: json }]] : ["default"],
    globalSetup: "test/compile.ts",
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
