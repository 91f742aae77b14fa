/** Puts one into a short list at a place and keeps the first `most`; `splice` would make a list of what it takes out. */
export function insertAt<T>(list: T[], at: number, one: T, most: number): void {
  for (let place = Math.min(list.length, most - 1); place > at; place--) list[place] = list[place - 1] as T;
  list[at] = one;
}
