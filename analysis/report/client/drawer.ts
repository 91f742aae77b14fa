import { append, type Child, h } from "./dom.ts";
import type { View } from "./view.ts";

/** A panel over the page for one thing; Escape, its button or a click beside it closes. */
export function drawer(view: View, label: string, close: () => void, content: Child[]): HTMLDialogElement {
  const dialog = h(
    "dialog",
    { class: "drawer", "aria-label": label },
    h(
      "button",
      { type: "button", class: "close", "aria-label": view.word("close"), onclick: () => dialog.close() },
      "×",
    ),
  );
  append(dialog, content);
  dialog.addEventListener("close", close);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  return dialog;
}
