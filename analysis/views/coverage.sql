-- Prepared: it counts all items.
CREATE OR REPLACE VIEW main.coverage AS
SELECT
  strftime(date_trunc('week', a.published_day), '%G-W%V') AS week,
  date_trunc('week', a.published_day)::DATE AS week_start,
  (date_trunc('week', a.published_day) + INTERVAL 6 DAY)::DATE AS week_end,
  a.source_id,
  coalesce(any_value(s.name_zh), a.source_id) AS source,
  coalesce(any_value(s.name_en), any_value(s.name_zh), a.source_id) AS source_en,
  count(*)::INTEGER AS items,
  (count(*) FILTER (a.kind <> 'title'))::INTEGER AS items_with_text,
  (count(*) FILTER (l.relevant))::INTEGER AS relevant_items,
  (count(*) FILTER (coalesce(l.unsure, TRUE)))::INTEGER AS unlabelled_items
FROM store.articles a
LEFT JOIN main.item_labels l ON l.article_id = a.id
LEFT JOIN store.sources s ON s.id = a.source_id
WHERE a.published_day IS NOT NULL
GROUP BY 1, 2, 3, a.source_id
ORDER BY week_start, a.source_id;

COMMENT ON VIEW main.coverage IS
  'Items collected by ISO week (Asia/Shanghai) and source, for normalising: a count that rises where more was collected says nothing of the market. Items without a date are left out.';
COMMENT ON COLUMN main.coverage.unlabelled_items IS 'Items whose relevance, event or tier the tagger was not sure enough of';
