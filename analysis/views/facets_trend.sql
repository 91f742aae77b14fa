-- Prepared: it counts all items.
CREATE OR REPLACE VIEW main.facets_trend AS
WITH
  leads AS (
    SELECT a.id, date_trunc('month', a.published_day)::DATE AS month_start
    FROM store.articles a
    JOIN store.tags r ON r.article_id = a.id AND r.field = 'relevant' AND r.value = 'true'
    LEFT JOIN store.story_members m ON m.article_id = a.id
    WHERE a.published_day IS NOT NULL AND a.kind <> 'title' AND coalesce(m.relation, 'lead') = 'lead'
  ),
  months AS (SELECT month_start, count(*)::INTEGER AS n FROM leads GROUP BY month_start),
  counted AS (
    SELECT l.month_start, t.field, t.value, count(*)::INTEGER AS items
    FROM leads l
    JOIN store.tags t ON t.article_id = l.id AND t.field IN ('market', 'delivery', 'concern', 'modality')
    GROUP BY ALL
  ),
  filled AS (
    SELECT
      m.month_start,
      m.n,
      v.field,
      v.id AS value,
      v.zh,
      v.en,
      v.position,
      coalesce(c.items, 0)::INTEGER AS items,
      coalesce(c.items, 0) / m.n AS share
    FROM months m
    CROSS JOIN (SELECT * FROM store.labels WHERE field IN ('market', 'delivery', 'concern', 'modality')) v
    LEFT JOIN counted c ON c.month_start = m.month_start AND c.field = v.field AND c.value = v.id
  )
SELECT
  strftime(month_start, '%Y-%m') AS month,
  month_start,
  last_day(month_start) AS month_end,
  field,
  value,
  zh AS value_zh,
  en AS value_en,
  position,
  items,
  n AS month_items,
  share,
  -- Wilson score interval, 95 %
  greatest(0, (share + 1.9208 / n - 1.96 * sqrt((share * (1 - share) + 0.9604 / n) / n)) / (1 + 3.8416 / n)) AS share_low,
  least(1, (share + 1.9208 / n + 1.96 * sqrt((share * (1 - share) + 0.9604 / n) / n)) / (1 + 3.8416 / n)) AS share_high
FROM filled
ORDER BY field, month_start, position;

COMMENT ON VIEW main.facets_trend IS
  'How often each facet (market, delivery, concern, modality) is spoken of, by month: items with the label and their share of all relevant items. Headlines without a text cannot speak of much and are left out, like reprints.';
COMMENT ON COLUMN main.facets_trend.share_low IS 'Lower end of the 95 % Wilson interval of the share';
COMMENT ON COLUMN main.facets_trend.share_high IS 'Upper end of the 95 % Wilson interval of the share';
