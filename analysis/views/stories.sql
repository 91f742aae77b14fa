CREATE OR REPLACE VIEW main.stories AS
WITH
  spread AS (
    SELECT
      m.story_id,
      count(DISTINCT a.publisher)::INTEGER AS publishers,
      list(DISTINCT a.publisher ORDER BY a.publisher) AS publisher_names,
      max(a.published_day) AS last_day
    FROM store.story_members m
    JOIN store.articles a ON a.id = m.article_id
    GROUP BY m.story_id
  ),
  labels AS (
    SELECT
      article_id,
      any_value(value) FILTER (field = 'relevant') = 'true' AS relevant,
      any_value(value) FILTER (field = 'event') AS event,
      any_value(value) FILTER (field = 'tier') AS tier,
      list(coalesce(name, value) ORDER BY position) FILTER (field = 'vendor') AS vendors,
      list(value ORDER BY position) FILTER (field = 'model') AS models
    FROM store.tags
    WHERE article_id IN (SELECT lead_id FROM store.stories)
    GROUP BY article_id
  )
SELECT
  s.id,
  s.first_day,
  s.members,
  s.members - 1 AS reprints,
  p.publishers,
  p.publisher_names,
  p.last_day,
  s.lead_id,
  a.title AS lead_title,
  a.publisher AS lead_publisher,
  a.url AS lead_url,
  l.relevant,
  coalesce(l.event, 'none') AS event,
  coalesce(e.zh, l.event, '无') AS event_zh,
  coalesce(l.tier, 'none') AS tier,
  coalesce(t.zh, l.tier, '无') AS tier_zh,
  coalesce(l.vendors, []) AS vendors,
  coalesce(l.models, []) AS models
FROM store.stories s
JOIN store.articles a ON a.id = s.lead_id
LEFT JOIN spread p ON p.story_id = s.id
LEFT JOIN labels l ON l.article_id = s.lead_id
LEFT JOIN store.labels e ON e.field = 'event' AND e.id = l.event
LEFT JOIN store.labels t ON t.field = 'tier' AND t.id = l.tier;

COMMENT ON VIEW main.stories IS
  'One row for each story: a text and its reprints. The labels are those of the lead, the first or most complete text.';
