// Stands in the place of Notebook Kit's list of libraries: what is installed is bundled, the rest says so when a cell
// asks for it, instead of being fetched.

export const d3 = () => import("d3");
export const htl = () => import("htl");
export const html = () => import("htl").then((module) => module.html);
export const svg = () => import("htl").then((module) => module.svg);
export const Inputs = () => import("./inputs.ts");
export const Plot = () => import("@observablehq/plot");
export const md = () => import("./md.ts").then((module) => module.md);

const missing = (name: string) => () => {
  throw new Error(
    `${name} is not part of Modeltide's notebooks, whose pages fetch nothing: use Plot, Inputs, d3, htl or a file beside the notebook. / 笔记本页面不联网，不含 ${name}：请用 Plot、Inputs、d3、htl，或与笔记本同目录的文件。`,
  );
};
export const _ = missing("_");
export const aq = missing("aq");
export const Arrow = missing("Arrow");
export const dot = missing("dot");
export const duckdb = missing("duckdb");
export const DuckDBClient = missing("DuckDBClient");
export const echarts = missing("echarts");
export const L = missing("L");
export const mapboxgl = missing("mapboxgl");
export const mermaid = missing("mermaid");
export const React = missing("React");
export const ReactDOM = missing("ReactDOM");
export const tex = missing("tex");
export const topojson = missing("topojson");
export const vl = missing("vl");
