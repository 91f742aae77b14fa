CREATE OR REPLACE VIEW main.stories AS
WITH
  -- Nine of ten stories are one text: only the others have to be gathered.
  spread AS (
    SELECT
      m.story_id,
      count(DISTINCT a.publisher)::INTEGER AS publishers,
      list(DISTINCT a.publisher ORDER BY a.publisher) AS publisher_names,
      max(a.published_day) AS last_day
    FROM store.stories s
    JOIN store.story_members m ON m.story_id = s.id
    JOIN store.articles a ON a.id = m.article_id
    WHERE s.members > 1
    GROUP BY m.story_id
  )
SELECT
  s.id,
  s.first_day,
  s.members,
  s.members - 1 AS reprints,
  coalesce(p.publishers, 1) AS publishers,
  coalesce(p.publisher_names, [a.publisher]) AS publisher_names,
  CASE WHEN p.story_id IS NULL THEN a.published_day ELSE p.last_day END AS last_day,
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
LEFT JOIN main.item_labels l ON l.article_id = s.lead_id
LEFT JOIN store.labels e ON e.field = 'event' AND e.id = l.event
LEFT JOIN store.labels t ON t.field = 'tier' AND t.id = l.tier;

COMMENT ON VIEW main.stories IS
  'One row for each story: a text and its reprints. The labels are those of the lead, the first or most complete text.';
