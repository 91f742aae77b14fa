import { prepare } from "./prepare.ts";
import { type Relation, relate } from "./relate.ts";

export interface PairSide {
  title?: string | null | undefined;
  text?: string | null | undefined;
  /** Day or instant; its first ten characters are the day. */
  published?: string | null | undefined;
}

/** Says how two items belong together, outside any stream. */
export function relatePair(a: PairSide, b: PairSide): "reprint" | "same_event" | "related" | "different" {
  const { kind }: Relation = relate(prepared("a", a), prepared("b", b));
  return kind === "part" ? "reprint" : kind;
}

function prepared(id: string, { title, text, published }: PairSide) {
  const day = /^\d{4}-\d\d-\d\d/.exec(published ?? "")?.[0] ?? null;
  return prepare({ id, title: title ?? "", text: text ?? "", day });
}
