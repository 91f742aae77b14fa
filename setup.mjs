// Sets everything up that `npm start` and `npm test` need, and nothing twice: the compiler that nodejieba is built
// with, the dependencies, the compiled program, a Chromium. Runs on Node alone, before anything is installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = import.meta.dirname ?? new URL(".", import.meta.url).pathname;
const stamp = join(root, "node_modules", ".modeltide-setup");

checkNode();
if (!dependenciesAreCurrent()) installDependencies();
if (!compiledIsCurrent()) run("npm", ["run", "--silent", "build"], "compiling failed: see the messages above");
await provideChromium();
if (process.argv.includes("--tests")) provideRedis();

function checkNode() {
  const [major = 0, minor = 0, patch = 0] = process.versions.node.split(".").map(Number);
  const fits = major > 20 || (major === 20 && (minor > 18 || (minor === 18 && patch >= 1)));
  if (!fits) fail(`Node ${process.versions.node} is too old: install Node 20.18.1 or newer (https://nodejs.org).`);
}

/** What was installed last is named by the digest of the lock file, since a fresh clone has no useful times. */
function dependenciesAreCurrent() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === lockDigest();
}

function lockDigest() {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .update(process.version)
    .digest("hex");
}

function installDependencies() {
  const missing = ["python3", "make", "g++"].filter((program) => !isThere(program));
  if (missing.length) {
    say(`nodejieba is compiled on this machine and needs ${missing.join(", ")}.`);
    if (!aptInstall(missing)) fail(`Install ${missing.join(", ")} with your package manager, then run this again.`);
  }
  say("Installing the dependencies (once; about a minute) …");
  run("npm", ["ci", "--no-audit", "--no-fund"], "npm ci failed: see the messages above");
  writeFileSync(stamp, lockDigest());
}

/** True where no source is newer than what was compiled. */
function compiledIsCurrent() {
  const main = join(root, "dist", "cli", "main.js");
  if (!existsSync(main)) return false;
  const built = statSync(join(root, "dist", "cli", "main.js")).mtimeMs;
  const rooms = ["cli", "crawlers", "pipeline", "analysis", "notebooks", "data/sample/server", "data/sample/sources"];
  return rooms.every((room) => newest(join(root, room)) <= built);
}

function newest(folder) {
  if (!existsSync(folder)) return 0;
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".ts")) continue;
    latest = Math.max(latest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs);
  }
  return latest;
}

/** A Chromium that is there, otherwise Playwright's own, otherwise Debian's package. */
async function provideChromium() {
  const { findChromium } = await import(join(root, "dist", "crawlers", "browser.js"));
  if (findChromium(process.env.MODELTIDE_CHROMIUM)) return;
  say("No Chromium found; fetching Playwright's own …");
  const options = { cwd: root, stdio: "inherit", timeout: 600_000 };
  const environment = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000" };
  spawnSync("npx", ["playwright", "install", "chromium"], { ...options, env: environment });
  if (findChromium(process.env.MODELTIDE_CHROMIUM)) return;
  say("That did not work; trying the system's package …");
  aptInstall(["chromium"]);
  if (findChromium(process.env.MODELTIDE_CHROMIUM)) return;
  fail(
    "No Chromium could be installed. Install one (Debian: apt-get install chromium) or name yours in MODELTIDE_CHROMIUM, then run this again.",
  );
}

/** The tests of the queue start a Redis of their own; nothing else needs one. */
function provideRedis() {
  if (isThere("redis-server") || aptInstall(["redis-server"])) return;
  say("No redis-server: the tests of the queue will fail. Install it (Debian: apt-get install redis-server).");
}

/** Installs Debian packages where this user may; false where not. */
function aptInstall(packages) {
  if (!isThere("apt-get")) return false;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !isThere("sudo")) return false;
  const [program, ...before] = isRoot ? ["apt-get"] : ["sudo", "-n", "apt-get"];
  const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  say(`apt-get install ${packages.join(" ")} …`);
  spawnSync(program, [...before, "update", "-qq"], options);
  const names = ["install", "-y", "-qq", "--no-install-recommends", ...packages];
  return spawnSync(program, [...before, ...names], options).status === 0;
}

function isThere(program) {
  const folders = (process.env.PATH ?? "").split(":");
  return folders.some((folder) => folder && existsSync(join(folder, program)));
}

function run(program, parameters, otherwise) {
  const { status } = spawnSync(program, parameters, { cwd: root, stdio: "inherit" });
  if (status !== 0) fail(otherwise);
}

function say(text) {
  process.stderr.write(`[setup] ${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(2);
}
