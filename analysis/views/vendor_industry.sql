CREATE OR REPLACE VIEW main.vendor_industry AS
SELECT
  l.quarter,
  date_trunc('quarter', l.date)::DATE AS quarter_start,
  l.vendor_id,
  any_value(l.vendor) AS vendor,
  any_value(l.vendor_en) AS vendor_en,
  i.industry,
  coalesce(any_value(n.zh), i.industry) AS industry_zh,
  coalesce(any_value(n.en), i.industry) AS industry_en,
  any_value(n.position)::INTEGER AS position,
  count(*)::INTEGER AS launches,
  (count(*) FILTER (l.tier = 'industry'))::INTEGER AS industry_models,
  (count(*) FILTER (l.tier = 'application'))::INTEGER AS applications
FROM main.launches l
CROSS JOIN unnest(l.industries) i(industry)
LEFT JOIN store.labels n ON n.field = 'industries' AND n.id = i.industry
WHERE l.released AND l.date IS NOT NULL AND l.tier <> 'none' AND l.vendor_id IS NOT NULL
GROUP BY l.quarter, quarter_start, l.vendor_id, i.industry
ORDER BY quarter_start, l.vendor_id, position;

COMMENT ON VIEW main.vendor_industry IS
  'Launches by quarter, vendor and industry served. A launch that serves several industries counts in each; one that serves none in particular is not here.';
