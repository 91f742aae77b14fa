import { plain } from "./charts/text.ts";

/** A launch's name: the model, with its version where the model does not tell it. */
export const launchName = ({ model, version }: { model: string; version: string | null }): string =>
  plain(version && !model.toLowerCase().includes(version.toLowerCase()) ? `${model} ${version}` : model);
