/** The address of a view of the report: the page's state stands behind the `#`. */
export function reportLink(reportUrl: string, page: string, own: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(own).filter(([, value]) => value));
  return `${reportUrl}#/${page}?${query}`;
}
