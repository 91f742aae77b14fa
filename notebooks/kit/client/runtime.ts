import {
  type DefineState,
  type Definition,
  library,
  NotebookRuntime,
  observe,
} from "@observablehq/notebook-kit/runtime";
import { sqlCells } from "./sql-cells.ts";

export * from "@observablehq/notebook-kit/runtime";

const notebook = new NotebookRuntime({ ...library, modeltideSql: () => sqlCells });
export const { runtime, main } = notebook;

/** Defines a cell as Notebook Kit does, and keeps in the page how it stands: `waiting`, `done` or `failed`. */
export function define(state: DefineState, definition: Definition): void {
  state.root.dataset.cell = "waiting";
  notebook.define(state, definition, (shown, defined) => {
    const observer = observe(shown, defined);
    const stands = (how: string) => {
      shown.root.dataset.cell = how;
    };
    return {
      ...observer,
      pending() {
        observer.pending();
        stands("waiting");
      },
      fulfilled(value: unknown) {
        observer.fulfilled(value);
        stands("done");
      },
      rejected(error: unknown) {
        observer.rejected(error);
        stands("failed");
      },
    };
  });
}
