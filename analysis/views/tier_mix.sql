-- Prepared: it counts all items.
CREATE OR REPLACE VIEW main.tier_mix AS
WITH
  counted AS (
    SELECT
      date_trunc('month', date)::DATE AS month_start,
      tier,
      count(*)::INTEGER AS known,
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
    SELECT month_start, sum(known)::INTEGER AS month_known, sum(from_news)::INTEGER AS month_from_news, sum(from_news) >= 5 AS by_news
    FROM counted
    GROUP BY month_start
  ),
  filled AS (
    SELECT
      m.month_start,
      m.by_news,
      m.month_known,
      t.id AS tier,
      t.position,
      coalesce(c.known, 0)::INTEGER AS known,
      coalesce(CASE WHEN m.by_news THEN c.from_news ELSE c.known END, 0)::INTEGER AS launches,
      CASE WHEN m.by_news THEN m.month_from_news ELSE m.month_known END AS n
    FROM months m
    CROSS JOIN (VALUES ('general', 1), ('industry', 2), ('application', 3)) t(id, position)
    LEFT JOIN counted c ON c.month_start = m.month_start AND c.tier = t.id
  ),
  shares AS (SELECT *, launches / n AS share FROM filled)
SELECT
  strftime(s.month_start, '%Y-%m') AS month,
  s.month_start,
  last_day(s.month_start) AS month_end,
  s.tier,
  coalesce(l.zh, s.tier) AS tier_zh,
  coalesce(l.en, s.tier) AS tier_en,
  CASE WHEN s.by_news THEN 'news' ELSE 'registry' END AS basis,
  s.launches,
  s.n AS month_launches,
  s.share,
  -- Wilson score interval, 95 %
  greatest(0, (s.share + 1.9208 / s.n - 1.96 * sqrt((s.share * (1 - s.share) + 0.9604 / s.n) / s.n)) / (1 + 3.8416 / s.n)) AS share_low,
  least(1, (s.share + 1.9208 / s.n + 1.96 * sqrt((s.share * (1 - s.share) + 0.9604 / s.n) / s.n)) / (1 + 3.8416 / s.n)) AS share_high,
  s.known AS known_launches,
  s.month_known AS month_known_launches,
  coalesce(i.items, 0)::INTEGER AS items,
  coalesce(i.sources, 0)::INTEGER AS sources,
  CASE WHEN s.by_news THEN 1000.0 * s.launches / i.items END AS launches_per_1000_items
FROM shares s
LEFT JOIN store.labels l ON l.field = 'tier' AND l.id = s.tier
LEFT JOIN collected i ON i.month_start = s.month_start
ORDER BY s.month_start, s.position;

COMMENT ON VIEW main.tier_mix IS
  'Each tier''s share of a month''s launches. Months with at least five launches in the news are counted by the news alone; the others by news and registry together (basis registry), which holds mostly open general models and so leans to them. A share does not depend on how much was collected; counts do.';
COMMENT ON COLUMN main.tier_mix.basis IS 'news: launches that a collected item reports; registry: all that is known, for want of news';
COMMENT ON COLUMN main.tier_mix.share_low IS 'Lower end of the 95 % Wilson interval of the share';
COMMENT ON COLUMN main.tier_mix.share_high IS 'Upper end of the 95 % Wilson interval of the share';
COMMENT ON COLUMN main.tier_mix.known_launches IS 'All launches of the month and tier, from news and registry together';
COMMENT ON COLUMN main.tier_mix.launches_per_1000_items IS 'Launches in the news for each thousand items collected; NULL where the registry is the basis';
