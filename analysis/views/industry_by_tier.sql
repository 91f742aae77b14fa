CREATE OR REPLACE VIEW main.industry_by_tier AS
SELECT
  l.quarter,
  date_trunc('quarter', l.date)::DATE AS quarter_start,
  (date_trunc('quarter', l.date) + INTERVAL 3 MONTH - INTERVAL 1 DAY)::DATE AS quarter_end,
  i.industry,
  coalesce(any_value(n.zh), i.industry) AS industry_zh,
  coalesce(any_value(n.en), i.industry) AS industry_en,
  any_value(n.position)::INTEGER AS position,
  l.tier,
  coalesce(any_value(l.tier_zh), l.tier) AS tier_zh,
  coalesce(any_value(l.tier_en), l.tier) AS tier_en,
  count(*)::INTEGER AS launches,
  (count(*) FILTER (l.in_news))::INTEGER AS from_news,
  count(DISTINCT l.vendor_id)::INTEGER AS vendors
FROM main.launches l
CROSS JOIN unnest(l.industries) i(industry)
LEFT JOIN store.labels n ON n.field = 'industries' AND n.id = i.industry
WHERE l.released AND l.date IS NOT NULL AND l.tier <> 'none'
GROUP BY l.quarter, quarter_start, quarter_end, i.industry, l.tier
ORDER BY quarter_start, position, l.tier;

COMMENT ON VIEW main.industry_by_tier IS
  'Launches by quarter, industry served and tier. A launch that serves several industries counts in each; one that serves none in particular is not here.';
