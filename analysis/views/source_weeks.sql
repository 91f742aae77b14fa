-- Prepared: it counts all items.
CREATE OR REPLACE VIEW main.source_weeks AS
WITH
  collected AS (
    SELECT date_trunc('week', published_day)::DATE AS week_start, source_id, count(*)::INTEGER AS items
    FROM store.articles
    WHERE published_day IS NOT NULL
    GROUP BY ALL
  ),
  crawled AS (
    SELECT
      date_trunc('week', started_at)::DATE AS week_start,
      source_id,
      count(*)::INTEGER AS runs,
      (count(*) FILTER (state <> 'fine'))::INTEGER AS runs_in_trouble,
      arg_max(state, started_at) FILTER (state <> 'fine') AS trouble,
      arg_max(message, started_at) FILTER (state <> 'fine') AS message
    FROM store.source_runs
    GROUP BY ALL
  )
SELECT
  strftime(coalesce(i.week_start, r.week_start), '%G-W%V') AS week,
  coalesce(i.week_start, r.week_start) AS week_start,
  (coalesce(i.week_start, r.week_start) + INTERVAL 6 DAY)::DATE AS week_end,
  coalesce(i.source_id, r.source_id) AS source_id,
  coalesce(s.name_zh, i.source_id, r.source_id) AS source,
  coalesce(s.name_en, s.name_zh, i.source_id, r.source_id) AS source_en,
  coalesce(i.items, 0)::INTEGER AS items,
  coalesce(r.runs, 0)::INTEGER AS runs,
  coalesce(r.runs_in_trouble, 0)::INTEGER AS runs_in_trouble,
  r.trouble,
  CASE r.trouble
    WHEN 'drifted' THEN '页面已变'
    WHEN 'blocked' THEN '被拒绝'
    WHEN 'unreachable' THEN '连不上'
    WHEN 'interrupted' THEN '中断'
    ELSE r.trouble
  END AS trouble_zh,
  CASE r.trouble
    WHEN 'drifted' THEN 'pages changed'
    WHEN 'blocked' THEN 'refused'
    ELSE r.trouble
  END AS trouble_en,
  r.message
FROM collected i
FULL JOIN crawled r ON r.week_start = i.week_start AND r.source_id = i.source_id
LEFT JOIN store.sources s ON s.id = coalesce(i.source_id, r.source_id)
ORDER BY week_start, source_id;

COMMENT ON VIEW main.source_weeks IS
  'Each source and ISO week (Asia/Shanghai): items published in it, crawls made in it, and the last trouble that a crawl met with.';
