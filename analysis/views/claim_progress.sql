CREATE OR REPLACE VIEW main.claim_progress AS
WITH
  days AS (
    SELECT
      claim_id,
      date_end AS day,
      (count(*) FILTER (counted AND in_news))::INTEGER AS from_news,
      (count(*) FILTER (counted AND NOT in_news))::INTEGER AS from_registry,
      (count(*) FILTER (NOT counted AND not_counted_because <> 'outside'))::INTEGER AS possible
    FROM main.claim_candidates
    WHERE date_end IS NOT NULL
    GROUP BY ALL
  )
SELECT
  c.id,
  c.text_zh,
  c.text_en,
  c.said_by,
  c.claimed,
  c.comparison,
  c.verdict,
  c.verdict_zh,
  c.verdict_en,
  c.criteria_zh,
  c.criteria_en,
  c.tier,
  c.filed,
  c.window_start,
  c.window_end,
  c.registry_completeness,
  least(d.day, c.window_end) AS day,
  d.from_news,
  d.from_registry,
  d.possible,
  (sum(d.from_news) OVER running)::INTEGER AS cumulative_from_news,
  (sum(d.from_news + d.from_registry) OVER running)::INTEGER AS cumulative,
  (sum(d.from_news + d.from_registry + d.possible) OVER running)::INTEGER AS cumulative_with_possible
FROM main.claims_check c
JOIN days d ON d.claim_id = c.id AND d.from_news + d.from_registry + d.possible > 0
WINDOW running AS (PARTITION BY c.id ORDER BY d.day)
ORDER BY c.window_end, c.id, d.day;

COMMENT ON VIEW main.claim_progress IS
  'How the count found for each claim grew day by day inside its window. A launch of which only the month is known counts on the month''s last day; undated ones are not here.';
COMMENT ON COLUMN main.claim_progress.cumulative_with_possible IS
  'Also those that may lie inside the window: month cut by it, or size unknown';
