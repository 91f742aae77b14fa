-- Prepared: it counts all items.
CREATE OR REPLACE VIEW main.concerns_by_industry AS
WITH
  spoken AS (
    SELECT c.quarter, c.quarter_end, c.concern, c.concern_zh, c.concern_en, c.position, c.article_id, unnest(c.industries) AS industry
    FROM main.buyer_concerns c
    WHERE c.has_text
  ),
  items AS (
    SELECT
      year(a.published_day) || '-Q' || quarter(a.published_day) AS quarter,
      t.value AS industry,
      count(DISTINCT a.id)::INTEGER AS industry_items
    FROM store.tags t
    JOIN store.articles a ON a.id = t.article_id
    LEFT JOIN store.story_members m ON m.article_id = a.id
    WHERE t.field = 'industry' AND a.kind <> 'title' AND coalesce(m.relation, 'lead') = 'lead'
    GROUP BY ALL
  )
SELECT
  s.quarter,
  s.quarter_end,
  s.industry,
  coalesce(any_value(n.zh), s.industry) AS industry_zh,
  coalesce(any_value(n.en), s.industry) AS industry_en,
  any_value(n.position)::INTEGER AS industry_position,
  s.concern,
  any_value(s.concern_zh) AS concern_zh,
  any_value(s.concern_en) AS concern_en,
  any_value(s.position)::INTEGER AS concern_position,
  count(DISTINCT s.article_id)::INTEGER AS items,
  any_value(i.industry_items)::INTEGER AS industry_items
FROM spoken s
JOIN items i ON i.quarter = s.quarter AND i.industry = s.industry
LEFT JOIN store.labels n ON n.field = 'industries' AND n.id = s.industry
GROUP BY s.quarter, s.quarter_end, s.industry, s.concern
ORDER BY s.quarter, industry_position, concern_position;

COMMENT ON VIEW main.concerns_by_industry IS
  'What buyers worry about by quarter and industry: items about the industry that speak of the concern, and all items about the industry. Headlines without a text are left out, like reprints.';
