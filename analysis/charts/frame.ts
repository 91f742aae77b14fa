import { escapeMarkup } from "../escape.ts";
import type { ChartOptions } from "./chart.ts";
import { colour, resolveColours } from "./colours.ts";
import { dayName, type Measure, plain, textWidth, wrap } from "./text.ts";

export interface LegendEntry {
  label: string;
  colour: string;
  shape?: "square" | "line" | "dashed" | "dot" | "ring";
  opacity?: number;
}

/** One drawing of a picture; several stand below each other. */
export interface Panel {
  svg: Element;
  height: number;
  /** Small heading above it. */
  heading?: string;
}

interface Frame {
  id: string;
  title: string;
  subtitle: string;
  legend: LegendEntry[];
  options: ChartOptions;
  /** Drawings for a given inner width. */
  panels: (width: number) => Panel[];
}

/** Fonts of a picture, as CSS names them. */
export const FONT =
  "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','Hiragino Sans GB',sans-serif";

/** Draws title, subtitle, legend, drawings and the note on the data's state into one SVG text. */
export function drawFrame({ id, title, subtitle, legend, options, panels }: Frame): string {
  const { width, lang, measure = textWidth } = options;
  const compact = width < 560;
  const margin = compact ? 12 : 24;
  const inner = width - 2 * margin;
  const parts: string[] = [];
  let y = margin;
  const lines = (list: string[], size: number, step: number, attributes: string) => {
    for (const line of list) {
      y += step;
      parts.push(
        `<text x="${margin}" y="${y - step * 0.22}" font-size="${size}" ${attributes}>${escapeMarkup(line)}</text>`,
      );
    }
  };
  const titleSize = compact ? 17 : 22;
  lines(
    wrap(plain(title), inner, titleSize, { most: 6, bold: true, measure }),
    titleSize,
    titleSize * 1.36,
    `font-weight="700" fill="${colour("ink")}"`,
  );
  y += 4;
  const small = compact ? 12 : 13.5;
  lines(wrap(plain(subtitle), inner, small, { most: 20, measure }), small, small * 1.5, `fill="${colour("muted")}"`);
  y += 8;
  if (legend.length) y = drawLegend(legend, { x: margin, y, width: inner, size: small, measure }, parts);
  const drawings = panels(inner);
  if (!drawings.length) {
    y += 24;
    lines(wrap(emptyHint(options), inner, small, { measure }), small, small * 1.5, `fill="${colour("muted")}"`);
    y += 24;
  }
  for (const { svg, height, heading } of drawings) {
    if (heading) lines([heading], small, small * 1.6, `fill="${colour("muted")}"`);
    svg.setAttribute("x", String(margin));
    svg.setAttribute("y", String(Math.round(y)));
    parts.push(serialise(svg, id));
    y += height;
  }
  y += 6;
  lines(wrap(note(options), inner, 11, { most: 3, measure }), 11, 16, `fill="${colour("muted")}"`);
  const height = Math.ceil(y + margin / 2);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="mt-chart" role="img" lang="${lang}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}" aria-labelledby="${id}-title">`,
    `<title id="${id}-title">${escapeMarkup(plain(title))}</title>`,
    `<rect width="${width}" height="${height}" fill="${colour("paper")}"/>`,
    ...parts,
    "</svg>",
  ].join("\n");
  return resolveColours(svg, options.theme ?? "light");
}

function drawLegend(
  legend: LegendEntry[],
  box: { x: number; y: number; width: number; size: number; measure: Measure },
  parts: string[],
): number {
  let { x, y } = box;
  for (const { label, colour: fill, shape = "square", opacity = 1 } of legend) {
    const wide = 22 + box.measure(label, box.size) + 18;
    if (x > box.x && x + wide > box.x + box.width) {
      x = box.x;
      y += box.size * 1.6;
    }
    const middle = y + box.size * 0.6;
    const mark = {
      square: `<rect x="${x}" y="${middle - 6}" width="13" height="13" rx="2" fill="${fill}" fill-opacity="${opacity}"/>`,
      line: `<path d="M${x} ${middle}h15" stroke="${fill}" stroke-width="2.5"/>`,
      dashed: `<path d="M${x} ${middle}h15" stroke="${fill}" stroke-width="2" stroke-dasharray="4 3"/>`,
      dot: `<circle cx="${x + 7}" cy="${middle}" r="5" fill="${fill}" fill-opacity="${opacity}"/>`,
      ring: `<circle cx="${x + 7}" cy="${middle}" r="4.5" fill="none" stroke="${fill}" stroke-width="1.8"/>`,
    }[shape];
    parts.push(
      mark,
      `<text x="${x + 20}" y="${middle + box.size * 0.36}" font-size="${box.size}" fill="${colour("ink")}">${escapeMarkup(label)}</text>`,
    );
    x += wide;
  }
  return y + box.size * 1.9;
}

/**
 * Text of one of Plot's drawings: style sheet and inline styles taken out, since a strict content policy forbids them;
 * links become `data-filter` on their mark; ids are made the chart's own, since several charts share a page.
 */
function serialise(svg: Element, id: string): string {
  for (const style of [...svg.querySelectorAll("style")]) style.remove();
  for (const link of [...svg.querySelectorAll("a")]) {
    // linkedom hands out attributes of XML documents as it escaped them.
    const filter = (link.getAttribute("href") ?? "").replaceAll("&amp;", "&");
    for (const mark of [...link.children]) {
      mark.setAttribute("data-filter", filter);
      link.before(mark);
    }
    link.remove();
  }
  svg.removeAttribute("class");
  svg.setAttribute("overflow", "visible");
  svg.setAttribute("font-family", "inherit");
  if (svg.getAttribute("font-size") === "10") svg.setAttribute("font-size", "12");
  svg.setAttribute("fill", colour("ink"));
  const clips = new Map<string, string>();
  return svg.outerHTML.replace(/plot-clip-\d+/g, (clip) => {
    const own = clips.get(clip) ?? `${id}-clip-${clips.size + 1}`;
    clips.set(clip, own);
    return own;
  });
}

function note({ snapshot, lang }: ChartOptions): string {
  const state = snapshot.last_day
    ? { zh: `数据截至 ${dayName(snapshot.last_day, "zh")}`, en: `Data until ${dayName(snapshot.last_day, "en")}` }[lang]
    : { zh: "尚无数据", en: "No data yet" }[lang];
  return [{ zh: "模潮 Modeltide", en: "Modeltide" }[lang], state, ...(snapshot.id ? [snapshot.id] : [])].join(" · ");
}

function emptyHint({ snapshot, lang, week }: ChartOptions): string {
  if (week) {
    return {
      zh: "这张图只画到所选的周为止、已经结束的时段；请选更晚的一周。",
      en: "This chart shows periods that were over by the week chosen: choose a later one.",
    }[lang];
  }
  if (snapshot.last_day) {
    return {
      zh: "已收录的内容中还没有这类信息；来源覆盖更广、时间更长后再看。",
      en: "What has been collected says nothing of this yet; more sources or weeks may.",
    }[lang];
  }
  return {
    zh: "没有可画的内容。运行 modeltide weekly 采集并重建后再看。",
    en: 'Nothing to draw. Run "modeltide weekly" to collect and rebuild, then look again.',
  }[lang];
}
