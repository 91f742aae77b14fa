CREATE OR REPLACE VIEW main.evidence AS
SELECT
  t.article_id,
  t.field,
  t.position,
  t.value,
  coalesce(n.zh, t.name, t.value) AS value_zh,
  t.name,
  t.vendor_id,
  t.confidence,
  t.abstained,
  t.origin,
  t.evidence,
  a.url,
  a.capture_id,
  c.warc_file,
  c.warc_offset,
  c.run_id,
  m.tagger_version,
  -- The first build with this tagger made the labels, or made them anew.
  (SELECT arg_min(r.lexicon_digest, r.started_at) FROM store.runs r WHERE r.tagger_version = m.tagger_version) AS lexicon_digest
FROM store.tags t
JOIN store.articles a ON a.id = t.article_id
CROSS JOIN (SELECT (SELECT value FROM store.meta WHERE key = 'tagger_version') AS tagger_version) m
LEFT JOIN store.captures c ON c.id = a.capture_id
LEFT JOIN store.labels n
  ON n.id = t.value AND n.field = CASE t.field WHEN 'industry' THEN 'industries' ELSE t.field END;

COMMENT ON VIEW main.evidence IS
  'One row for each label of each item: what it rests on (spans with rule, or weighed features, as JSON), and where the page lies in the archive.';
COMMENT ON COLUMN main.evidence.evidence IS
  'JSON list; spans count Unicode code points from 0, end exclusive, in the field named (title or text)';
COMMENT ON COLUMN main.evidence.origin IS 'tagger, or who corrected the label';
COMMENT ON COLUMN main.evidence.run_id IS 'Build that read the page first';
COMMENT ON COLUMN main.evidence.tagger_version IS 'Tagger, its lexicon and weights together, as in store.runs';
COMMENT ON COLUMN main.evidence.lexicon_digest IS 'Digest of the lexicon that the labels were made with';
