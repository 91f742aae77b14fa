CREATE OR REPLACE VIEW main.launches_cumulative AS
WITH
  counted AS (
    SELECT
      date_trunc('month', date)::DATE AS month_start,
      tier,
      count(*)::INTEGER AS launches,
      (count(*) FILTER (in_news))::INTEGER AS from_news
    FROM main.launches
    WHERE released AND date IS NOT NULL AND in_china AND tier <> 'none'
    GROUP BY ALL
  ),
  months AS (
    SELECT unnest(generate_series(min(month_start), max(month_start), INTERVAL 1 MONTH))::DATE AS month_start FROM counted
  )
SELECT
  strftime(m.month_start, '%Y-%m') AS month,
  m.month_start,
  last_day(m.month_start) AS month_end,
  t.id AS tier,
  coalesce(n.zh, t.id) AS tier_zh,
  coalesce(n.en, t.id) AS tier_en,
  coalesce(c.launches, 0)::INTEGER AS launches,
  (sum(coalesce(c.launches, 0)) OVER running)::INTEGER AS cumulative,
  (sum(coalesce(c.from_news, 0)) OVER running)::INTEGER AS cumulative_from_news
FROM months m
CROSS JOIN (VALUES ('general', 1), ('industry', 2), ('application', 3)) t(id, position)
LEFT JOIN counted c ON c.month_start = m.month_start AND c.tier = t.id
LEFT JOIN store.labels n ON n.field = 'tier' AND n.id = t.id
WINDOW running AS (PARTITION BY t.id ORDER BY m.month_start)
ORDER BY m.month_start, t.position;

COMMENT ON VIEW main.launches_cumulative IS
  'Launches by vendors at home in China by month and tier, and all until the end of that month, from news and registry together.';
