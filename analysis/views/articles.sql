CREATE OR REPLACE VIEW main.articles AS
SELECT
  a.id,
  a.external_id,
  a.published_day AS date,
  a.published,
  a.published_precision,
  a.week,
  a.title,
  a.text,
  a.url,
  a.source_id,
  a.publisher,
  a.source,
  a.author,
  a.lang,
  a.kind,
  m.story_id,
  coalesce(m.relation, 'lead') AS relation,
  l.relevant,
  coalesce(l.event, 'none') AS event,
  coalesce(e.zh, l.event, '无') AS event_zh,
  coalesce(l.tier, 'none') AS tier,
  coalesce(t.zh, l.tier, '无') AS tier_zh,
  l.confidence,
  coalesce(l.unsure, TRUE) AS unsure,
  coalesce(l.corrected, FALSE) AS corrected,
  coalesce(l.vendor_ids, []) AS vendor_ids,
  coalesce(l.vendors, []) AS vendors,
  coalesce(l.models, []) AS models,
  coalesce(l.industries, []) AS industries,
  list_transform(coalesce(l.industries, []), lambda i: coalesce(n.zh[i], i)) AS industries_zh,
  coalesce(l.markets, []) AS markets,
  coalesce(l.deliveries, []) AS deliveries,
  coalesce(l.concerns, []) AS concerns,
  coalesce(l.modalities, []) AS modalities,
  a.capture_id,
  a.fetched_at
FROM store.articles a
LEFT JOIN main.item_labels l ON l.article_id = a.id
LEFT JOIN store.story_members m ON m.article_id = a.id
LEFT JOIN store.labels e ON e.field = 'event' AND e.id = l.event
LEFT JOIN store.labels t ON t.field = 'tier' AND t.id = l.tier
CROSS JOIN (
  SELECT map(list(id ORDER BY position), list(zh ORDER BY position)) AS zh FROM store.labels WHERE field = 'industries'
) n;

COMMENT ON VIEW main.articles IS
  'One row for each collected item with all its labels. An item that is not relevant has event and tier none.';
COMMENT ON COLUMN main.articles.date IS 'Day of publication in Asia/Shanghai; NULL where the page does not tell it';
COMMENT ON COLUMN main.articles.source IS 'Original publication where the item is a reprint that names it';
COMMENT ON COLUMN main.articles.kind IS 'title: headline only; paragraph; article';
COMMENT ON COLUMN main.articles.relation IS 'lead: the first text of its story; reprint: a copy of it';
COMMENT ON COLUMN main.articles.confidence IS 'Lowest of the confidences of relevance, event and tier, 0 to 1';
COMMENT ON COLUMN main.articles.unsure IS 'The tagger was not sure enough of relevance, event or tier; the item is in review_queue';
COMMENT ON COLUMN main.articles.corrected IS 'A person changed at least one label';
