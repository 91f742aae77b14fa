CREATE OR REPLACE VIEW main.tier_mix AS
WITH
  counted AS (
    SELECT
      date_trunc('month', date)::DATE AS month_start,
      tier,
      count(*)::INTEGER AS launches,
      (count(*) FILTER (in_news))::INTEGER AS from_news
    FROM main.launches
    WHERE released AND date IS NOT NULL AND tier <> 'none'
    GROUP BY ALL
  ),
  collected AS (
    SELECT
      date_trunc('month', published_day)::DATE AS month_start,
      count(*)::INTEGER AS items,
      count(DISTINCT source_id)::INTEGER AS sources
    FROM store.articles
    WHERE published_day IS NOT NULL
    GROUP BY ALL
  ),
  months AS (
    SELECT month_start, sum(launches)::INTEGER AS month_launches, sum(from_news)::INTEGER AS month_from_news
    FROM counted
    GROUP BY month_start
  ),
  filled AS (
    SELECT
      m.*,
      t.id AS tier,
      t.position,
      coalesce(c.launches, 0)::INTEGER AS launches,
      coalesce(c.from_news, 0)::INTEGER AS from_news,
      coalesce(c.launches, 0) / m.month_launches AS share
    FROM months m
    CROSS JOIN (VALUES ('general', 1), ('industry', 2), ('application', 3)) t(id, position)
    LEFT JOIN counted c ON c.month_start = m.month_start AND c.tier = t.id
  )
SELECT
  strftime(f.month_start, '%Y-%m') AS month,
  f.month_start,
  last_day(f.month_start) AS month_end,
  f.tier,
  coalesce(n.zh, f.tier) AS tier_zh,
  coalesce(n.en, f.tier) AS tier_en,
  f.launches,
  f.from_news,
  f.month_launches,
  f.month_from_news,
  f.share,
  -- Wilson score interval, 95 %
  (f.share + 1.9208 / f.month_launches - 1.96 * sqrt((f.share * (1 - f.share) + 0.9604 / f.month_launches) / f.month_launches))
    / (1 + 3.8416 / f.month_launches) AS share_low,
  (f.share + 1.9208 / f.month_launches + 1.96 * sqrt((f.share * (1 - f.share) + 0.9604 / f.month_launches) / f.month_launches))
    / (1 + 3.8416 / f.month_launches) AS share_high,
  coalesce(i.items, 0)::INTEGER AS items,
  coalesce(i.sources, 0)::INTEGER AS sources,
  1000.0 * f.from_news / i.items AS launches_per_1000_items
FROM filled f
LEFT JOIN store.labels n ON n.field = 'tier' AND n.id = f.tier
LEFT JOIN collected i ON i.month_start = f.month_start
ORDER BY f.month_start, f.position;

COMMENT ON VIEW main.tier_mix IS
  'Launches by month and tier, from news and registry together, and each tier''s share of the month''s launches. A share does not depend on how much was collected; counts do: `launches_per_1000_items` divides those from news by what was collected.';
COMMENT ON COLUMN main.tier_mix.from_news IS 'Of the launches, those that a collected item reports; the others are known from the registry alone';
COMMENT ON COLUMN main.tier_mix.share_low IS 'Lower end of the 95 % Wilson interval of the share';
COMMENT ON COLUMN main.tier_mix.share_high IS 'Upper end of the 95 % Wilson interval of the share';
