CREATE OR REPLACE VIEW main.review_queue AS
SELECT
  t.article_id,
  t.field,
  t.value,
  coalesce(n.zh, t.name, t.value) AS value_zh,
  t.confidence,
  a.published_day AS date,
  a.title,
  a.publisher,
  a.url,
  coalesce(s.members, 1)::INTEGER AS story_members
FROM store.tags t
JOIN store.articles a ON a.id = t.article_id
LEFT JOIN store.stories s ON s.lead_id = a.id
LEFT JOIN store.labels n ON n.field = t.field AND n.id = t.value
WHERE t.abstained
  AND t.origin = 'tagger'
  AND t.field IN ('relevant', 'event', 'tier')
  AND NOT EXISTS (SELECT 1 FROM store.story_members m WHERE m.article_id = a.id AND m.relation = 'reprint')
ORDER BY t.confidence, a.published_day DESC NULLS LAST, t.article_id, t.field;

COMMENT ON VIEW main.review_queue IS
  'Labels that the tagger was not sure enough of, least certain first, for a person to confirm or correct. Reprints are left out: the lead''s labels stand for them.';
COMMENT ON COLUMN main.review_queue.value IS 'The tagger''s best guess';
COMMENT ON COLUMN main.review_queue.story_members IS 'How many texts the label decides about: the lead and its reprints';
