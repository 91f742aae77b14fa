export * from "@observablehq/inputs";

import "@observablehq/inputs/dist/index.css";
