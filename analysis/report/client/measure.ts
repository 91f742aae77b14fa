import type { Measure } from "../../charts/text.ts";

/** How wide text is in this browser, in the font that a picture is drawn with. */
export function screenMeasure(font: string): Measure {
  const context = document.createElement("canvas").getContext("2d");
  return (text, size, bold) => {
    if (!context) return text.length * size;
    context.font = `${bold ? 700 : 400} ${size}px ${font}`;
    return context.measureText(text).width;
  };
}
