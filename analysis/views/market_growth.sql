CREATE OR REPLACE VIEW main.market_growth AS
WITH
  reached AS (
    SELECT
      c.id,
      coalesce(sum(l.launches), 0)::INTEGER AS before_window
    FROM main.claims_check c
    LEFT JOIN main.launches_cumulative l
      ON c.window_start IS NOT NULL AND NOT c.filed AND l.month_end < c.window_start AND (c.tier IS NULL OR l.tier = c.tier)
    GROUP BY c.id
  )
SELECT
  'launches' AS kind,
  month_end AS day,
  month,
  tier,
  tier_zh,
  tier_en,
  launches,
  cumulative,
  NULL::TEXT AS claim_id,
  NULL::TEXT AS text_zh,
  NULL::TEXT AS text_en,
  NULL::TEXT AS said_by,
  NULL::INTEGER AS claimed,
  NULL::TEXT AS comparison,
  NULL::BOOLEAN AS filed,
  NULL::INTEGER AS level,
  NULL::INTEGER AS found,
  NULL::INTEGER AS possible,
  NULL::TEXT AS verdict,
  NULL::TEXT AS verdict_zh,
  NULL::TEXT AS verdict_en,
  NULL::TEXT AS criteria_zh,
  NULL::TEXT AS criteria_en,
  NULL::DOUBLE AS registry_completeness
FROM main.launches_cumulative
UNION ALL
SELECT
  'claim',
  c.window_end,
  strftime(c.window_end, '%Y-%m'),
  c.tier,
  c.tier_zh,
  c.tier_en,
  NULL,
  NULL,
  c.id,
  c.text_zh,
  c.text_en,
  c.said_by,
  c.claimed,
  c.comparison,
  c.filed,
  (r.before_window + c.claimed)::INTEGER,
  c.found,
  c.possible,
  c.verdict,
  c.verdict_zh,
  c.verdict_en,
  c.criteria_zh,
  c.criteria_en,
  c.registry_completeness
FROM main.claims_check c
JOIN reached r ON r.id = c.id
ORDER BY kind DESC, day, tier, claim_id;

COMMENT ON VIEW main.market_growth IS
  'For one picture: launches by vendors at home in China, all until the end of each month and tier (kind launches), and the claims about such numbers with their verdicts (kind claim).';
COMMENT ON COLUMN main.market_growth.level IS
  'Where the claim stands on the scale of the cumulative count: the number claimed, on top of what had come before where the claim is about a window';
