import { h } from "./dom.ts";

/** A labelled choice of one value among several. */
export function choiceBox(
  id: string,
  label: string,
  options: { value: string; name: string }[],
  value: string,
  change: (value: string) => void,
): HTMLElement {
  const box = h(
    "select",
    { id, onchange: () => change(box.value) },
    options.map((option) => h("option", { value: option.value }, option.name)),
  );
  box.value = value;
  return h("label", { class: "choice" }, h("span", {}, label), box);
}
