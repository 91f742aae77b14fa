-- Prepared: it weighs every launch against every claim.
CREATE OR REPLACE VIEW main.claim_candidates AS
WITH
  launched AS (
    SELECT
      c.id AS claim_id,
      'launch' AS kind,
      l.id,
      l.vendor_id,
      l.vendor,
      l.vendor_en,
      l.model,
      l.date,
      CASE l.date_precision WHEN 'month' THEN last_day(l.date) ELSE l.date END AS date_end,
      l.in_news,
      l.in_registry,
      c.min_parameters IS NOT NULL AND l.parameters IS NULL AS size_unknown,
      c.window_start,
      c.window_end
    FROM store.claims c
    JOIN main.launches l
      ON l.released
      AND l.tier <> 'none'
      AND (c.tier IS NULL OR l.tier = c.tier)
      AND (c.home IS NULL OR l.home = c.home OR (c.home = 'CN' AND l.in_china))
      AND (c.min_parameters IS NULL OR l.parameters IS NULL OR l.parameters >= c.min_parameters)
    WHERE NOT c.filed
  ),
  filed AS (
    SELECT
      c.id AS claim_id,
      'filing' AS kind,
      f.entity || '/' || f.model AS id,
      f.vendor_id,
      coalesce(v.name_zh, f.entity) AS vendor,
      coalesce(v.name_en, f.entity) AS vendor_en,
      f.model,
      f.date,
      f.date AS date_end,
      FALSE AS in_news,
      TRUE AS in_registry,
      FALSE AS size_unknown,
      c.window_start,
      c.window_end
    FROM store.claims c
    CROSS JOIN store.filings f
    LEFT JOIN store.vendors v ON v.id = f.vendor_id
    WHERE c.filed
  )
SELECT
  claim_id,
  kind,
  id,
  vendor_id,
  vendor,
  vendor_en,
  model,
  date,
  date_end,
  in_news,
  in_registry,
  NOT size_unknown AND date IS NOT NULL AND date_end <= window_end AND date >= coalesce(window_start, date) AS counted,
  CASE
    WHEN date IS NULL THEN 'undated'
    WHEN date > window_end OR date_end < window_start THEN 'outside'
    WHEN size_unknown THEN 'size_unknown'
    WHEN date_end > window_end OR date < window_start THEN 'month_on_edge'
  END AS not_counted_because
FROM (FROM launched UNION ALL FROM filed)
ORDER BY claim_id, date, id;

COMMENT ON VIEW main.claim_candidates IS
  'For each claim the launches (or filings) that meet its criteria of tier, home and size: those counted, because they lie surely inside its window, and those that may lie inside but are not counted, with the reason.';
COMMENT ON COLUMN main.claim_candidates.not_counted_because IS
  'undated; outside the window; size_unknown where the claim asks for a size; month_on_edge where only the month is known and the window cuts it';
