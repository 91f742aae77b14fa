-- Prepared: it looks for sentences in texts.
CREATE OR REPLACE VIEW main.buyer_concerns AS
WITH
  spoken AS (
    SELECT
      t.article_id,
      t.value AS concern,
      t.confidence,
      coalesce(json_extract_string(t.evidence, '$[0].field'), 'text') AS field,
      json_extract(t.evidence, '$[0].start')::INTEGER AS start_at,
      CASE json_extract_string(t.evidence, '$[0].field') WHEN 'title' THEN a.title ELSE a.text END AS words,
      a.published_day,
      a.title,
      a.publisher,
      a.url,
      a.kind <> 'title' AS has_text
    FROM store.tags t
    JOIN store.articles a ON a.id = t.article_id
    LEFT JOIN store.story_members m ON m.article_id = a.id
    WHERE t.field = 'concern' AND a.published_day IS NOT NULL AND coalesce(m.relation, 'lead') = 'lead'
  ),
  served AS (
    SELECT article_id, list(value ORDER BY position) AS industries
    FROM store.tags
    WHERE field = 'industry'
    GROUP BY article_id
  )
SELECT
  s.published_day AS date,
  year(s.published_day) || '-Q' || quarter(s.published_day) AS quarter,
  (date_trunc('quarter', s.published_day) + INTERVAL 3 MONTH - INTERVAL 1 DAY)::DATE AS quarter_end,
  s.concern,
  coalesce(n.zh, s.concern) AS concern_zh,
  coalesce(n.en, s.concern) AS concern_en,
  n.position,
  coalesce(i.industries, []) AS industries,
  s.confidence,
  s.article_id,
  s.title,
  s.publisher,
  s.url,
  s.has_text,
  CASE WHEN s.start_at IS NOT NULL THEN
    trim(regexp_extract(substr(s.words, greatest(s.start_at - 119, 1), least(s.start_at, 120)), '[^。！？!?\n]*$')
      || regexp_extract(substr(s.words, s.start_at + 1, 160), '^[^。！？!?\n]*[。！？!?]?'))
  END AS sentence
FROM spoken s
LEFT JOIN served i ON i.article_id = s.article_id
LEFT JOIN store.labels n ON n.field = 'concern' AND n.id = s.concern
ORDER BY s.published_day, s.article_id, n.position;

COMMENT ON VIEW main.buyer_concerns IS
  'What buyers of models worry about: one row for each item and concern it speaks of, with the sentence that shows it and the industries the item is about. Reprints are left out.';
