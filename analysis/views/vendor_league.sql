CREATE OR REPLACE VIEW main.vendor_league AS
WITH
  counted AS (
    SELECT
      quarter,
      date_trunc('quarter', date)::DATE AS quarter_start,
      vendor_id,
      any_value(vendor) AS vendor,
      any_value(vendor_en) AS vendor_en,
      any_value(vendor_kind) AS vendor_kind,
      any_value(vendor_kind_zh) AS vendor_kind_zh,
      any_value(vendor_kind_en) AS vendor_kind_en,
      any_value(in_china) AS in_china,
      count(*)::INTEGER AS launches,
      (count(*) FILTER (tier = 'general'))::INTEGER AS general,
      (count(*) FILTER (tier = 'industry'))::INTEGER AS industry,
      (count(*) FILTER (tier = 'application'))::INTEGER AS application,
      (count(*) FILTER (in_news))::INTEGER AS from_news,
      sum(articles)::INTEGER AS articles
    FROM main.launches
    WHERE released AND date IS NOT NULL AND tier <> 'none' AND vendor_id IS NOT NULL
    GROUP BY quarter, quarter_start, vendor_id
  ),
  ranked AS (
    SELECT *, (rank() OVER (PARTITION BY quarter ORDER BY launches DESC))::INTEGER AS rank
    FROM counted
  )
SELECT
  r.quarter,
  r.quarter_start,
  (r.quarter_start + INTERVAL 3 MONTH - INTERVAL 1 DAY)::DATE AS quarter_end,
  r.rank,
  p.rank AS previous_rank,
  p.rank - r.rank AS rank_change,
  r.vendor_id,
  r.vendor,
  r.vendor_en,
  r.vendor_kind,
  r.vendor_kind_zh,
  r.vendor_kind_en,
  r.in_china,
  r.launches,
  coalesce(p.launches, 0)::INTEGER AS previous_launches,
  r.general,
  r.industry,
  r.application,
  r.from_news,
  r.articles
FROM ranked r
LEFT JOIN ranked p ON p.vendor_id = r.vendor_id AND p.quarter_start = (r.quarter_start - INTERVAL 3 MONTH)::DATE
ORDER BY r.quarter_start, r.rank, r.articles DESC, r.vendor_id;

COMMENT ON VIEW main.vendor_league IS
  'Vendors of each quarter by the number of models and products they launched, with the rank of the quarter before. Equal counts share a rank.';
COMMENT ON COLUMN main.vendor_league.rank_change IS 'Places won (positive) or lost since the quarter before; NULL where the vendor launched nothing then';
COMMENT ON COLUMN main.vendor_league.articles IS 'Items that report the launches, reprints included';
