import type { Lexicon } from "../../../lexicon.ts";
import type { Segmented } from "../../segment/index.ts";
import type { FoundName, NameField } from "./index.ts";

/** Names that no list has, by the patterns they stand in. */
export function findUnlisted(_lexicon: Lexicon, _text: Segmented, _field: NameField): FoundName[] {
  return [];
}
