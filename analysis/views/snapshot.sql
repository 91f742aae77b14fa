-- Prepared: it counts all items.
CREATE OR REPLACE VIEW main.snapshot AS
WITH
  items AS (
    SELECT
      count(*)::INTEGER AS items,
      count(DISTINCT a.source_id)::INTEGER AS sources,
      min(a.published_day) AS first_day,
      max(a.published_day) AS last_day,
      (count(*) FILTER (l.relevant))::INTEGER AS relevant_items,
      (count(*) FILTER (coalesce(l.unsure, TRUE)))::INTEGER AS unlabelled_items
    FROM store.articles a
    LEFT JOIN main.item_labels l ON l.article_id = a.id
  ),
  launched AS (
    SELECT
      count(*)::INTEGER AS launches,
      (count(*) FILTER (basis = 'news'))::INTEGER AS news_launches,
      (count(*) FILTER (basis = 'registry'))::INTEGER AS registry_launches
    FROM store.launches
  ),
  run AS (SELECT * FROM store.runs WHERE command = 'build' ORDER BY started_at DESC LIMIT 1)
SELECT
  run.id,
  strftime(run.started_at, '%Y-%m-%dT%H:%M:%S+08:00') AS built_at,
  run.modeltide_version,
  run.tagger_version,
  run.lexicon_digest,
  items.items,
  items.relevant_items,
  items.unlabelled_items,
  items.unlabelled_items / nullif(items.items, 0) AS unlabelled_share,
  items.sources,
  (SELECT count(*)::INTEGER FROM store.stories) AS stories,
  items.first_day,
  items.last_day,
  launched.launches,
  launched.news_launches,
  launched.registry_launches
FROM items CROSS JOIN launched LEFT JOIN run ON TRUE;

COMMENT ON VIEW main.snapshot IS
  'One row: what this database holds and which run, program, tagger and lexicon made it.';
COMMENT ON COLUMN main.snapshot.unlabelled_items IS
  'Items whose relevance, event or tier the tagger was not sure enough of; they wait in review_queue';
