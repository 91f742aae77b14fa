import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { findChromium } from "../../crawlers/browser.ts";
import { messageOf } from "../../pipeline/errors.ts";
import type { CliContext } from "../context.ts";
import type { DataPaths } from "../paths.ts";
import { loadSettings } from "../settings.ts";
import { type Finding, same } from "./finding.ts";

const LEAST_FREE = 2e9;

/** Node, nodejieba, Chromium, disk, settings. */
export async function checkMachine(paths: DataPaths, context: CliContext): Promise<Finding[]> {
  return [node(), await nodejieba(), chromium(context), folder(paths), contact(context)];
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const fits = major > 20 || (major === 20 && minor >= 18);
  return {
    area: "machine",
    what: same(`Node ${process.versions.node}`),
    state: fits ? "fine" : "error",
    ...(fits ? {} : { advice: { en: "install Node 20.18.1 or newer", zh: "请安装 Node 20.18.1 或更新版本" } }),
  };
}

async function nodejieba(): Promise<Finding> {
  try {
    await import("nodejieba");
    return { area: "machine", what: same("nodejieba"), state: "fine" };
  } catch (error) {
    return {
      area: "machine",
      what: same(`nodejieba: ${messageOf(error)}`),
      state: "error",
      advice: {
        en: "it is compiled at installation: install python3, make and g++, then run `node setup.mjs`",
        zh: "它在安装时编译：请安装 python3、make、g++，再运行 node setup.mjs",
      },
    };
  }
}

function chromium({ env }: CliContext): Finding {
  const path = findChromium(env.MODELTIDE_CHROMIUM);
  if (path) return { area: "machine", what: same(`Chromium ${path}`), state: "fine" };
  return {
    area: "machine",
    what: {
      en: "no Chromium: sources that need a browser are left out",
      zh: "没有 Chromium：需要浏览器的来源无法采集",
    },
    state: "warning",
    advice: {
      en: "apt-get install chromium, or name yours in MODELTIDE_CHROMIUM",
      zh: "运行 apt-get install chromium，或用 MODELTIDE_CHROMIUM 指明路径",
    },
  };
}

function folder({ dir }: DataPaths): Finding {
  try {
    const there = nearest(resolve(dir));
    if (!statSync(there).isDirectory()) throw new Error(`${there} is no folder`);
    accessSync(there, constants.W_OK);
    const { bavail, bsize } = statfsSync(there);
    const free = bavail * bsize;
    const size = free < 1e9 ? `${Math.floor(free / 1e6)} MB` : `${(free / 1e9).toFixed(1)} GB`;
    const what = { en: `${dir}: ${size} free`, zh: `${dir}：剩余 ${size}` };
    if (free >= LEAST_FREE) return { area: "machine", what, state: "fine" };
    const advice = {
      en: "free some space before the next crawl or build: a build writes the database anew beside the old one",
      zh: "请在下次采集或构建前腾出空间：构建会在旧库旁另写一份新库",
    };
    return { area: "machine", what, state: "warning", advice };
  } catch (error) {
    return {
      area: "machine",
      what: same(`${dir}: ${messageOf(error)}`),
      state: "error",
      advice: {
        en: "allow writing there, or choose another folder with --data",
        zh: "请放开写权限，或用 --data 换目录",
      },
    };
  }
}

/** The folder itself or, where it is yet to be made, the one that it would be made in. */
const nearest = (dir: string): string => (existsSync(dir) ? dir : nearest(dirname(dir)));

function contact(context: CliContext): Finding {
  try {
    const { contact: address } = loadSettings(process.cwd(), context.env);
    if (address) return { area: "machine", what: same(`contact ${address}`), state: "fine" };
  } catch (error) {
    const advice = { en: "mend that place in modeltide.yaml", zh: "请改正 modeltide.yaml 中的这一处" };
    return { area: "machine", what: same(messageOf(error).split("\n")[0] ?? ""), state: "error", advice };
  }
  return {
    area: "machine",
    what: { en: "no contact for live crawls", zh: "未设置真实采集的联系方式" },
    state: "warning",
    advice: { en: "put `contact:` into modeltide.yaml", zh: "请在 modeltide.yaml 中写 contact:" },
  };
}
