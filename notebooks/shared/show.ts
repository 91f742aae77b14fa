/** How the notebooks show figures, sentences and tables: alike, with source and sample size, and names as text only. */

/** Fewer of anything give no figure. */
export const FEW = 5;

export const COLOURS = {
  general: "#0072b2",
  industry: "#e69f00",
  application: "#009e73",
  ink: "#1d2229",
  muted: "#636b76",
  rule: "#dde1e6",
  pale: "#a9cfe6",
  alert: "#c8441b",
} as const;

export const TIERS = [
  { id: "general", zh: "通用大模型", en: "general models", colour: COLOURS.general },
  { id: "industry", zh: "行业大模型", en: "industry models", colour: COLOURS.industry },
  { id: "application", zh: "应用", en: "applications", colour: COLOURS.application },
] as const;

/** Style of every plot. */
export const STYLE = { fontFamily: "var(--sans-serif)", fontSize: "13px", overflow: "visible" };

/** A share as a percentage; a dash where there is none. */
export function percent(share: number | null | undefined, digits = 0): string {
  return share == null || !Number.isFinite(share) ? "–" : `${(share * 100).toFixed(digits)}%`;
}

/** A number with at most so many decimals; a dash where there is none. */
export function number(value: number | null | undefined, digits = 0): string {
  if (value == null || !Number.isFinite(value)) return "–";
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}

/** A number with just so many decimals, for figures that stand side by side; a dash where there is none. */
export function decimal(value: number | null | undefined, digits = 2): string {
  return value == null || !Number.isFinite(value) ? "–" : value.toFixed(digits);
}

/** A change of shares in percentage points, with its sign. */
export function points(change: number): string {
  return `${change > 0 ? "+" : change < 0 ? "−" : ""}${Math.abs(change * 100).toFixed(0)}`;
}

/** A day as `YYYY-MM-DD`; a dash where there is none. */
export function day(date: Date | null | undefined): string {
  return date ? date.toISOString().slice(0, 10) : "–";
}

/** Text of the database in a sentence: Markdown and HTML in it stay text. */
export function words(text: unknown): Text {
  return document.createTextNode(text == null || text === "" ? "–" : clipped(String(text), 120));
}

/** A link to a source, or its text alone where the address is none of the web. */
export function link(address: unknown, text: unknown, most = 60): Node {
  const shown = clipped(text == null || text === "" ? "–" : String(text), most);
  const url = webAddress(address);
  if (!url) return document.createTextNode(shown);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.rel = "noreferrer noopener";
  anchor.target = "_blank";
  anchor.textContent = shown;
  anchor.title = String(text ?? "");
  return anchor;
}

function webAddress(address: unknown): string | null {
  try {
    const { protocol, href } = new URL(String(address));
    return protocol === "https:" || protocol === "http:" ? href : null;
  } catch {
    return null;
  }
}

function clipped(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : text;
}

/** The view `snapshot`, as far as figures name it. */
export interface Snapshot {
  id: string;
  items: number;
  sources: number;
  first_day: Date | null;
  last_day: Date | null;
}

export interface FigureParts {
  /** What the figure shows, as a sentence or a name. */
  title: string;
  /** Units, how to read it, what is left out. */
  note?: string;
  /** How many of what it rests on. */
  n: number;
  of: string;
  /** Where the data come from beside the snapshot. */
  source?: string;
  snapshot?: Snapshot | undefined;
  /** Fewest for a figure. */
  few?: number;
}

/** A figure with title, reading help, source and sample size; where the sample is too small, a line that says so instead. */
export function figure(parts: FigureParts, draw: () => Element): HTMLElement {
  const { title, note, n, of, few = FEW } = parts;
  const box = document.createElement("figure");
  box.className = "mt-figure";
  box.style.cssText = "max-width:none;margin:1.25rem 0 1.75rem;overflow-x:auto";
  box.append(line(title, `font:600 16px/1.4 var(--sans-serif);color:${COLOURS.ink};margin-bottom:2px`));
  if (note) box.append(line(note, `font:13px/1.45 var(--sans-serif);color:${COLOURS.muted};margin-bottom:8px`));
  if (n >= few) box.append(draw());
  else {
    const thin = line(
      `样本太少（n = ${n}，至少要 ${few}），不画图。Too few to draw.`,
      "font:14px/1.5 var(--sans-serif);padding:12px 0",
    );
    thin.className = "mt-few";
    box.append(thin);
  }
  box.append(
    line(
      `n = ${number(n)} ${of}。来源：${sourceOf(parts)}`,
      `font:12px/1.4 var(--sans-serif);color:${COLOURS.muted};margin-top:4px`,
    ),
  );
  return box;
}

function sourceOf({ source, snapshot }: FigureParts): string {
  const own = snapshot
    ? [`模潮快照，${number(snapshot.sources)} 个来源，${day(snapshot.first_day)} 至 ${day(snapshot.last_day)}`]
    : [];
  return [...(source ? [source] : []), ...own].join("；");
}

function line(text: string, css: string): HTMLElement {
  const element = document.createElement("div");
  element.style.cssText = css;
  element.textContent = text;
  return element;
}

/** A key of colours in one line above a plot. */
export function key(entries: readonly { zh: string; colour: string }[]): HTMLElement {
  const box = line("", "display:flex;flex-wrap:wrap;gap:2px 16px;font:13px/1.6 var(--sans-serif);margin-bottom:2px");
  for (const { zh, colour } of entries) {
    const entry = document.createElement("span");
    const patch = document.createElement("span");
    patch.style.cssText = `display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:6px;background:${colour}`;
    entry.append(patch, zh);
    box.append(entry);
  }
  return box;
}

/** Elements below one another as one. */
export function stack(...elements: Element[]): HTMLElement {
  const box = document.createElement("div");
  box.append(...elements);
  return box;
}

/** Width of a plot in a page of the given width, in pixels. */
export function plotWidth(width: number): number {
  return Math.max(300, Math.min(width, 960));
}

/** A band or point scale of periods: short names, and a slant, where the page is narrow. */
export function periodScale(
  names: readonly string[],
  width: number,
  below: Map<string, string | number> | null = null,
) {
  const each = (plotWidth(width) - 60) / Math.max(1, names.length);
  const short = (name: string) => (each < 60 ? name.replace(/^20(?=\d\d)/, "") : name);
  const slant = each < 38;
  const beneath = (name: string) => (below && !slant ? `\n${each < 60 ? "" : "n = "}${below.get(name) ?? ""}` : "");
  return {
    domain: [...names],
    label: null,
    tickRotate: slant ? -45 : 0,
    tickFormat: (name: string) => short(name) + beneath(name),
  };
}
