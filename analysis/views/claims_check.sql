CREATE OR REPLACE VIEW main.claims_check AS
WITH
  found AS (
    SELECT
      claim_id,
      (count(*) FILTER (counted))::INTEGER AS found,
      (count(*) FILTER (counted AND in_news))::INTEGER AS found_in_news,
      (count(*) FILTER (counted AND in_registry))::INTEGER AS found_in_registry,
      (count(*) FILTER (counted AND in_news AND in_registry))::INTEGER AS found_in_both,
      (count(DISTINCT vendor_id) FILTER (counted))::INTEGER AS found_vendors,
      (count(*) FILTER (not_counted_because IN ('undated', 'size_unknown', 'month_on_edge')))::INTEGER AS possible
    FROM main.claim_candidates
    GROUP BY claim_id
  ),
  weighed AS (
    SELECT
      c.*,
      coalesce(f.found, 0) AS found,
      coalesce(f.found_in_news, 0) AS found_in_news,
      coalesce(f.found_in_registry, 0) AS found_in_registry,
      coalesce(f.found_vendors, 0) AS found_vendors,
      coalesce(f.possible, 0) AS possible,
      CASE WHEN NOT c.filed THEN f.found_in_both / nullif(f.found_in_news, 0) END AS registry_completeness,
      NOT c.filed AND coalesce(f.found_in_news >= 20 AND f.found_in_both >= 0.95 * f.found_in_news, FALSE) AS registry_complete,
      c.count + (c.comparison = 'more_than')::INTEGER AS needed
    FROM store.claims c
    LEFT JOIN found f ON f.claim_id = c.id
  ),
  judged AS (
    SELECT
      *,
      CASE
        WHEN found >= needed THEN 'supported'
        WHEN registry_complete AND found + possible < needed THEN 'contradicted'
        ELSE 'cannot_be_decided'
      END AS verdict
    FROM weighed
  )
SELECT
  j.id,
  j.text_zh,
  j.text_en,
  j.said_by,
  j.said_on,
  j.count AS claimed,
  j.comparison,
  j.tier,
  n.zh AS tier_zh,
  n.en AS tier_en,
  j.home,
  j.min_parameters,
  j.filed,
  j.window_start,
  j.window_end,
  j.found,
  j.possible,
  j.found_in_news,
  j.found_in_registry,
  j.found_vendors,
  j.registry_completeness,
  j.registry_complete,
  j.verdict,
  CASE j.verdict
    WHEN 'supported' THEN '成立'
    WHEN 'contradicted' THEN '不成立'
    ELSE '无法判定'
  END AS verdict_zh,
  CASE j.verdict
    WHEN 'supported' THEN 'supported'
    WHEN 'contradicted' THEN 'contradicted'
    ELSE 'cannot be decided'
  END AS verdict_en,
  concat_ws('、',
    CASE j.home WHEN 'CN' THEN '境内机构' END,
    CASE WHEN j.filed THEN '已备案的生成式人工智能服务' ELSE coalesce(n.zh, '三层合计') END,
    CASE WHEN j.min_parameters IS NOT NULL THEN '参数不少于 ' || (j.min_parameters / 1e8)::BIGINT || ' 亿' END,
    coalesce(j.window_start || ' 至 ', '截至 ') || j.window_end,
    CASE WHEN j.filed THEN '按备案条目计' ELSE '同一型号的不同版本分别计数' END) AS criteria_zh,
  concat_ws('; ',
    CASE j.home WHEN 'CN' THEN 'vendors at home in China' END,
    CASE WHEN j.filed THEN 'filed generative-AI services' ELSE coalesce(n.en, 'all three tiers') END,
    CASE WHEN j.min_parameters IS NOT NULL THEN 'at least ' || (j.min_parameters / 1e9)::BIGINT || ' B parameters' END,
    coalesce(j.window_start || ' to ', 'up to ') || j.window_end,
    CASE WHEN j.filed THEN 'each filing counted' ELSE 'each version of a model counted' END) AS criteria_en
FROM judged j
LEFT JOIN store.labels n ON n.field = 'tier' AND n.id = j.tier
ORDER BY j.window_end, j.id;

COMMENT ON VIEW main.claims_check IS
  'Claims about the size of the market, each against what news and registry hold. Verdict: supported where the count found reaches the number claimed (passes it for "more than"; a plain number is read as "at least", since no list is ever complete); contradicted only where the registry is known to be complete for the window and even the possible ones do not reach the number; otherwise it cannot be decided.';
COMMENT ON COLUMN main.claims_check.found IS 'Launches or filings that meet the criteria and lie surely inside the window';
COMMENT ON COLUMN main.claims_check.possible IS 'Those that may count too: undated, of unknown size, or dated by a month that the window cuts';
COMMENT ON COLUMN main.claims_check.registry_completeness IS
  'Of the launches found in the news, the share that the registry holds too: an estimate of how complete the registry is. NULL where the news reports none';
COMMENT ON COLUMN main.claims_check.registry_complete IS
  'The registry holds at least 95 % of at least 20 launches that the news reports; only then can a claim be contradicted';
