/** Puts one into a short list at a place and keeps the first `most`; `splice` would make a list of what it takes out. */
export function insertAt<T>(list: T[], at: number, one: T, most: number): void {
  for (let place = Math.min(list.length, most - 1); place > at; place--) list[place] = list[place - 1] as T;
  list[at] = one;
}

/** Puts one into a short sorted list, behind those that it is not before, and keeps the first `most`. */
export function insertSorted<T>(list: T[], one: T, most: number, isBefore: (one: T, other: T) => boolean): void {
  let at = list.length;
  while (at > 0 && isBefore(one, list[at - 1] as T)) at--;
  if (at < most) insertAt(list, at, one, most);
}
