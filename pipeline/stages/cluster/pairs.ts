import type { HeadlineModel } from "./model.ts";
import { prepare } from "./prepare.ts";
import { type Relation, relate } from "./relate.ts";

export interface PairSide {
  title?: string | null | undefined;
  text?: string | null | undefined;
  /** Day or instant; its first ten characters are the day. */
  published?: string | null | undefined;
  /** Who carried it. */
  source?: string | null | undefined;
}

/** Says how two items belong together, outside any stream. */
export function relatePair(
  a: PairSide,
  b: PairSide,
  model: HeadlineModel,
): "reprint" | "same_event" | "related" | "different" {
  const { kind }: Relation = relate(prepared("a", a, model), prepared("b", b, model), model);
  return kind === "part" ? "reprint" : kind;
}

function prepared(id: string, { title, text, published, source }: PairSide, model: HeadlineModel) {
  const day = /^\d{4}-\d\d-\d\d/.exec(published ?? "")?.[0] ?? null;
  return prepare({ id, title: title ?? "", text: text ?? "", day, publisher: source ?? id }, model);
}
