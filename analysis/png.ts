import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Resvg } from "@resvg/resvg-js";

const WEIGHTS = ["Regular", "Bold"];

/**
 * A picture of an SVG text whose colours are fixed (theme light or dark), with Chinese glyphs from the bundled font, so
 * that it looks the same on any machine.
 * @param scale Pixels of the picture for each of the SVG.
 */
export function toPng(svg: string, scale = 2): Buffer {
  const folder = join(dirname(createRequire(import.meta.url).resolve("@embedpdf/fonts-sc")), "..", "fonts");
  const picture = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles: WEIGHTS.map((weight) => join(folder, `NotoSansHans-${weight}.otf`)),
      defaultFontFamily: "Noto Sans S Chinese",
      sansSerifFamily: "Noto Sans S Chinese",
    },
  });
  return picture.render().asPng();
}
