import { AskError } from "../../pipeline/errors.ts";
import type { CliContext } from "../context.ts";
import { loadSettings, type Settings } from "../settings.ts";
import { programVersion } from "../version.ts";

/** Who we say we are: a product token first, by which robots.txt knows us, then how to reach who runs it. */
export const userAgent = (contact: string): string => `modeltide/${programVersion()} (+${contact})`;

/**
 * The settings of a run that goes out to other people's sites.
 * @throws AskError where they name no contact
 */
export function liveSettings(context: CliContext): Settings & { contact: string } {
  const { contact, ...settings } = loadSettings(process.cwd(), context.env);
  if (contact) return { ...settings, contact };
  throw new AskError({
    en: "a live crawl must say who crawls: put `contact: you@example.org` into modeltide.yaml or MODELTIDE_CONTACT into the environment. `modeltide weekly --sample` needs no contact.",
    zh: "真实采集必须表明身份:请在 modeltide.yaml 中写 contact: you@example.org,或设置环境变量 MODELTIDE_CONTACT。modeltide weekly --sample 不需要。",
  });
}

/** The user's proxy, if the environment names one. */
export const proxyOf = (env: NodeJS.ProcessEnv): string | null => env.HTTPS_PROXY ?? env.HTTP_PROXY ?? null;
