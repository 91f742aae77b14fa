const Z = 1.96;

/**
 * Wilson score interval of a share, 95 % (Wilson 1927): usable also where counts are small, unlike the normal one.
 * @returns Shares from 0 to 1; the whole range where there is nothing to count.
 */
export function wilson(hits: number, of: number): { low: number; high: number } {
  if (of <= 0) return { low: 0, high: 1 };
  const share = hits / of;
  const centre = share + Z ** 2 / (2 * of);
  const spread = Z * Math.sqrt((share * (1 - share) + Z ** 2 / (4 * of)) / of);
  const scale = 1 + Z ** 2 / of;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}
