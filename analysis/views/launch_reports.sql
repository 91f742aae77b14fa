-- Prepared: it gathers the labels of every item that reports a launch.
CREATE OR REPLACE VIEW main.launch_reports AS
WITH
  seen AS (
    SELECT
      article_id,
      to_json([
        {'field': l.field, 'value': l.value, 'confidence': l.confidence, 'evidence': l.evidence}
        for l in list_sort(list({'field': field, 'at': position, 'value': value, 'confidence': confidence, 'evidence': spans}))
      ]) AS labels
    FROM (
      SELECT *, list_filter(
        from_json(evidence, '[{"field":"VARCHAR","start":"INTEGER","end":"INTEGER","rule":"VARCHAR"}]'),
        lambda e: e.start IS NOT NULL
      ) AS spans
      FROM store.tags
      WHERE field IN ('event', 'tier', 'vendor', 'model', 'industry')
        AND article_id IN (SELECT article_id FROM store.launch_articles)
    )
    GROUP BY article_id
  ),
  spoken AS (
    SELECT
      article_id,
      list(DISTINCT value) FILTER (field = 'market') AS markets,
      list(DISTINCT value) FILTER (field = 'delivery') AS deliveries
    FROM store.tags
    WHERE field IN ('market', 'delivery')
      AND article_id IN (SELECT article_id FROM store.launch_articles)
    GROUP BY article_id
  )
SELECT
  r.launch_id,
  r.article_id,
  r.event,
  coalesce(e.zh, r.event) AS event_zh,
  coalesce(e.en, r.event) AS event_en,
  m.story_id,
  coalesce(m.relation, 'lead') AS relation,
  a.publisher,
  a.source AS original_source,
  a.published_day,
  strftime(a.published, '%Y-%m-%d %H:%M') AS published,
  a.published_precision,
  a.url,
  a.title,
  a.text,
  coalesce(p.markets, []) AS markets,
  coalesce(p.deliveries, []) AS deliveries,
  s.labels
FROM store.launch_articles r
JOIN store.articles a ON a.id = r.article_id
LEFT JOIN store.story_members m ON m.article_id = a.id
LEFT JOIN store.labels e ON e.field = 'event' AND e.id = r.event
LEFT JOIN seen s ON s.article_id = a.id
LEFT JOIN spoken p ON p.article_id = a.id
ORDER BY r.launch_id, relation, a.published_day NULLS LAST, a.id;

COMMENT ON VIEW main.launch_reports IS
  'One row for each launch and item that reports it: who carried it and when, the address, the text, and the labels with the spans they rest on.';
COMMENT ON COLUMN main.launch_reports.relation IS 'lead: the first text of its story; reprint: a copy of it';
COMMENT ON COLUMN main.launch_reports.published IS 'Beijing time';
COMMENT ON COLUMN main.launch_reports.labels IS
  'JSON list of {field, value, confidence, evidence}; evidence is the spans alone, in Unicode code points of title or text, from 0, end exclusive (the view evidence has what was weighed besides)';
