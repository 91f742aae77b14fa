-- Prepared: it counts all items.
CREATE OR REPLACE VIEW main.source_health AS
WITH
  ranked AS (
    SELECT *, row_number() OVER (PARTITION BY source_id ORDER BY started_at DESC) AS back
    FROM store.source_runs
  ),
  last AS (SELECT * FROM ranked WHERE back = 1),
  history AS (
    SELECT
      source_id,
      count(*)::INTEGER AS runs,
      (count(*) FILTER (state = 'fine'))::INTEGER AS runs_fine,
      max(started_at) FILTER (state = 'fine') AS last_fine
    FROM store.source_runs
    GROUP BY source_id
  ),
  collected AS (
    SELECT
      source_id,
      count(*)::INTEGER AS items,
      max(published_day) AS last_item_day,
      (count(*) FILTER (published_day > (SELECT max(published_day) FROM store.articles) - 28))::INTEGER AS items_last_4_weeks
    FROM store.articles
    GROUP BY source_id
  )
SELECT
  s.id AS source_id,
  s.name_zh AS source,
  coalesce(s.name_en, s.name_zh) AS source_en,
  s.kind,
  s.home,
  coalesce(l.state, 'never_run') AS state,
  CASE coalesce(l.state, 'never_run')
    WHEN 'fine' THEN '正常'
    WHEN 'drifted' THEN '页面已变'
    WHEN 'blocked' THEN '被拒绝'
    WHEN 'unreachable' THEN '连不上'
    WHEN 'interrupted' THEN '中断'
    WHEN 'never_run' THEN '未采集'
    ELSE l.state
  END AS state_zh,
  CASE coalesce(l.state, 'never_run')
    WHEN 'fine' THEN 'fine'
    WHEN 'drifted' THEN 'pages changed'
    WHEN 'blocked' THEN 'refused'
    WHEN 'unreachable' THEN 'unreachable'
    WHEN 'interrupted' THEN 'interrupted'
    WHEN 'never_run' THEN 'never crawled'
    ELSE l.state
  END AS state_en,
  l.message,
  strftime(l.started_at, '%Y-%m-%d %H:%M') AS last_run,
  strftime(h.last_fine, '%Y-%m-%d %H:%M') AS last_fine,
  coalesce(h.runs, 0)::INTEGER AS runs,
  coalesce(h.runs_fine, 0)::INTEGER AS runs_fine,
  l.listed,
  l.new,
  l.fetched,
  l.unchanged,
  l.dropped,
  l.blocked,
  l.failed,
  coalesce(c.items, 0)::INTEGER AS items,
  coalesce(c.items_last_4_weeks, 0)::INTEGER AS items_last_4_weeks,
  c.last_item_day
FROM store.sources s
LEFT JOIN last l ON l.source_id = s.id
LEFT JOIN history h ON h.source_id = s.id
LEFT JOIN collected c ON c.source_id = s.id
ORDER BY coalesce(l.state, 'never_run') IN ('fine', 'never_run'), items DESC, s.id;

COMMENT ON VIEW main.source_health IS
  'Each source with its last crawl and what it has given so far; those in trouble come first.';
COMMENT ON COLUMN main.source_health.state IS
  'Of the last crawl: fine; drifted (lists or pages no longer are what the source''s definition says); blocked; unreachable; interrupted; never_run for imports';
COMMENT ON COLUMN main.source_health.last_run IS 'Beijing time';
