/**
 * The first of `count` places at which something is reached that stays reached from there on; `count` where it is not.
 * Takes as many looks as `count` has binary digits.
 */
export function firstReached(count: number, reached: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
