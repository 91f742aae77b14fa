-- Prepared: it counts all items.
CREATE OR REPLACE VIEW main.launches_by_week AS
WITH
  counted AS (
    SELECT date_trunc('week', date)::DATE AS week_start, tier, count(*)::INTEGER AS launches, sum(articles)::INTEGER AS articles
    FROM main.launches
    WHERE released AND in_news AND date_precision = 'day' AND tier <> 'none'
    GROUP BY ALL
  ),
  largest AS (
    SELECT
      date_trunc('week', date)::DATE AS week_start,
      arg_max(id, (articles, id)) AS launch_id,
      arg_max(tier, (articles, id)) AS tier,
      arg_max(model, (articles, id)) AS model,
      arg_max(vendor, (articles, id)) AS vendor,
      arg_max(vendor_en, (articles, id)) AS vendor_en,
      max(articles)::INTEGER AS articles
    FROM main.launches
    WHERE released AND in_news AND date_precision = 'day' AND tier <> 'none'
    GROUP BY ALL
  ),
  collected AS (
    SELECT date_trunc('week', published_day)::DATE AS week_start, count(*)::INTEGER AS items
    FROM store.articles
    WHERE published_day IS NOT NULL
    GROUP BY ALL
  ),
  weeks AS (
    SELECT unnest(generate_series(min(week_start), max(week_start), INTERVAL 7 DAY))::DATE AS week_start
    FROM (SELECT week_start FROM counted UNION ALL SELECT week_start FROM collected)
  )
SELECT
  strftime(w.week_start, '%G-W%V') AS week,
  w.week_start,
  (w.week_start + INTERVAL 6 DAY)::DATE AS week_end,
  t.id AS tier,
  coalesce(n.zh, t.id) AS tier_zh,
  coalesce(n.en, t.id) AS tier_en,
  coalesce(c.launches, 0)::INTEGER AS launches,
  coalesce(c.articles, 0)::INTEGER AS articles,
  coalesce(i.items, 0)::INTEGER AS items,
  1000.0 * coalesce(c.launches, 0) / i.items AS launches_per_1000_items,
  g.launch_id AS largest_id,
  g.tier AS largest_tier,
  g.model AS largest_model,
  g.vendor AS largest_vendor,
  g.vendor_en AS largest_vendor_en,
  g.articles AS largest_articles
FROM weeks w
CROSS JOIN (VALUES ('general', 1), ('industry', 2), ('application', 3)) t(id, position)
LEFT JOIN store.labels n ON n.field = 'tier' AND n.id = t.id
LEFT JOIN counted c ON c.week_start = w.week_start AND c.tier = t.id
LEFT JOIN collected i ON i.week_start = w.week_start
LEFT JOIN largest g ON g.week_start = w.week_start
ORDER BY w.week_start, t.position;

COMMENT ON VIEW main.launches_by_week IS
  'Launches that the news reported with their day, by ISO week (Asia/Shanghai) and tier; a row for every week between the first and the last, zero included. `items` is what was collected in that week, relevant or not: divide by it before comparing weeks.';
COMMENT ON COLUMN main.launches_by_week.launches_per_1000_items IS 'NULL where nothing was collected in the week';
COMMENT ON COLUMN main.launches_by_week.largest_id IS 'The launch of the week that most items report, of whatever tier';
