CREATE OR REPLACE VIEW main.vendor_kinds AS
WITH
  counted AS (
    SELECT
      quarter,
      date_trunc('quarter', date)::DATE AS quarter_start,
      vendor_kind,
      any_value(vendor_kind_zh) AS vendor_kind_zh,
      any_value(vendor_kind_en) AS vendor_kind_en,
      count(*)::INTEGER AS launches,
      (count(*) FILTER (in_news))::INTEGER AS from_news,
      count(DISTINCT vendor_id)::INTEGER AS vendors,
      (count(*) FILTER (tier = 'general'))::INTEGER AS general,
      (count(*) FILTER (tier = 'industry'))::INTEGER AS industry,
      (count(*) FILTER (tier = 'application'))::INTEGER AS application
    FROM main.launches
    WHERE released AND date IS NOT NULL AND tier <> 'none' AND vendor_kind IS NOT NULL
    GROUP BY quarter, quarter_start, vendor_kind
  )
SELECT
  c.quarter,
  c.quarter_start,
  (c.quarter_start + INTERVAL 3 MONTH - INTERVAL 1 DAY)::DATE AS quarter_end,
  c.vendor_kind,
  c.vendor_kind_zh,
  c.vendor_kind_en,
  n.position,
  c.launches,
  (sum(c.launches) OVER (PARTITION BY c.quarter))::INTEGER AS quarter_launches,
  c.launches / sum(c.launches) OVER (PARTITION BY c.quarter) AS share,
  c.from_news,
  c.vendors,
  c.general,
  c.industry,
  c.application
FROM counted c
LEFT JOIN store.labels n ON n.field = 'vendor_kinds' AND n.id = c.vendor_kind
ORDER BY c.quarter_start, n.position;

COMMENT ON VIEW main.vendor_kinds IS
  'Who sells: launches by quarter and kind of vendor, and the kind''s share of the quarter. Launches of unknown vendors are left out.';
