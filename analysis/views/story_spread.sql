-- Prepared: it joins all stories with their items.
CREATE OR REPLACE VIEW main.story_spread AS
WITH
  told AS (
    SELECT
      s.id AS story_id,
      s.members,
      s.lead_id,
      m.article_id,
      m.relation,
      a.publisher,
      a.title,
      a.url,
      a.published,
      a.published_day,
      min(a.published) OVER (PARTITION BY s.id) AS first_published
    FROM store.stories s
    JOIN store.story_members m ON m.story_id = s.id
    JOIN store.articles a ON a.id = m.article_id
    JOIN store.tags r ON r.article_id = s.lead_id AND r.field = 'relevant' AND r.value = 'true'
    WHERE s.members >= 3 AND a.published_day IS NOT NULL
  )
SELECT
  t.story_id,
  t.members,
  l.title AS lead_title,
  l.published_day AS lead_day,
  strftime(date_trunc('week', min(t.published_day) OVER story), '%G-W%V') AS week,
  t.article_id,
  t.relation,
  t.publisher,
  t.title,
  t.url,
  strftime(t.published, '%Y-%m-%d %H:%M') AS published,
  CASE WHEN t.published IS NOT NULL THEN epoch(t.published - t.first_published) / 3600 END AS hours_after_first,
  (t.published_day - min(t.published_day) OVER story)::INTEGER AS days_after_first,
  (row_number() OVER (PARTITION BY t.story_id ORDER BY t.published_day, t.published NULLS LAST, t.article_id))::INTEGER AS place
FROM told t
JOIN store.articles l ON l.id = t.lead_id
WINDOW story AS (PARTITION BY t.story_id)
ORDER BY lead_day DESC, t.story_id, place;

COMMENT ON VIEW main.story_spread IS
  'How relevant stories of three texts or more went round: each text with the hours after the first one.';
COMMENT ON COLUMN main.story_spread.published IS 'Beijing time';
COMMENT ON COLUMN main.story_spread.hours_after_first IS 'NULL where the page tells the day alone';
