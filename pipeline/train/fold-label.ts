/** Names as labels are compared: no case, width, spaces, punctuation. */
export const foldLabel = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, "");
