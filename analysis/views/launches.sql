-- Prepared: it joins every launch with all items that report it.
CREATE OR REPLACE VIEW main.launches AS
WITH
  reports AS (
    SELECT
      r.launch_id,
      count(DISTINCT a.id)::INTEGER AS articles,
      count(DISTINCT a.publisher)::INTEGER AS publishers,
      min(a.published_day) AS first_reported,
      arg_min(a.id, (coalesce(a.published_day, DATE '9999-12-31'), a.id)) AS lead_article_id
    FROM store.launch_articles r
    JOIN store.articles a ON a.id = r.article_id
    GROUP BY r.launch_id
  ),
  facts AS (
    SELECT launch_id, bool_or(basis = 'registry') AS in_registry, min(attribution) AS attribution
    FROM store.launch_values
    GROUP BY launch_id
  )
SELECT
  l.id,
  l.date,
  l.date_precision,
  CASE WHEN l.date_precision = 'day' THEN strftime(l.date, '%G-W%V') END AS week,
  strftime(l.date, '%Y-%m') AS month,
  year(l.date) || '-Q' || quarter(l.date) AS quarter,
  l.vendor_id,
  coalesce(v.name_zh, l.vendor_id) AS vendor,
  coalesce(v.name_en, l.vendor_id) AS vendor_en,
  v.kind AS vendor_kind,
  coalesce(k.zh, v.kind) AS vendor_kind_zh,
  coalesce(k.en, v.kind) AS vendor_kind_en,
  v.home,
  v.kind <> 'foreign'
    AND (v.home IS NULL OR v.home IN ('CN', 'HK', 'MO', 'TW') OR NOT regexp_matches(v.home, '^[A-Z]{2}$')) AS in_china,
  l.model,
  l.version,
  l.tier,
  coalesce(t.zh, l.tier) AS tier_zh,
  coalesce(t.en, l.tier) AS tier_en,
  l.industries,
  list_transform(l.industries, lambda i: coalesce(n.zh[i], i)) AS industries_zh,
  list_transform(l.industries, lambda i: coalesce(n.en[i], i)) AS industries_en,
  l.status,
  CASE l.status
    WHEN 'launched' THEN '已发布'
    WHEN 'beta' THEN '内测'
    WHEN 'updated' THEN '更新'
    WHEN 'planned' THEN '已预告'
    WHEN 'filed' THEN '已备案'
  END AS status_zh,
  l.status IN ('launched', 'beta') AS released,
  l.basis,
  CASE l.basis WHEN 'news' THEN '新闻' ELSE '名录' END AS basis_zh,
  coalesce(r.articles, 0) > 0 AS in_news,
  coalesce(f.in_registry, FALSE) AS in_registry,
  f.attribution,
  l.parameters,
  l.context,
  l.modality,
  l.open_weights,
  l.licence,
  l.delivery,
  l.price,
  l.confidence,
  coalesce(r.articles, 0)::INTEGER AS articles,
  coalesce(r.publishers, 0)::INTEGER AS publishers,
  r.first_reported,
  r.lead_article_id,
  a.title AS lead_title,
  a.url AS lead_url
FROM store.launches l
LEFT JOIN store.vendors v ON v.id = l.vendor_id
LEFT JOIN store.labels t ON t.field = 'tier' AND t.id = l.tier
LEFT JOIN store.labels k ON k.field = 'vendor_kinds' AND k.id = v.kind
LEFT JOIN reports r ON r.launch_id = l.id
LEFT JOIN facts f ON f.launch_id = l.id
LEFT JOIN store.articles a ON a.id = r.lead_article_id
CROSS JOIN (
  SELECT map(list(id ORDER BY position), list(zh ORDER BY position)) AS zh,
         map(list(id ORDER BY position), list(en ORDER BY position)) AS en
  FROM store.labels WHERE field = 'industries'
) n;

COMMENT ON VIEW main.launches IS
  'One row for each launch: a model or product of one vendor and version, joined from all items that report it and from the registry of known launches. `basis` says which of the two the row rests on.';
COMMENT ON COLUMN main.launches.date IS 'Day of the launch; the first of the month where date_precision is month';
COMMENT ON COLUMN main.launches.week IS 'ISO week (Asia/Shanghai), NULL where only the month is known';
COMMENT ON COLUMN main.launches.in_china IS 'Vendor at home in China; NULL where the vendor is unknown';
COMMENT ON COLUMN main.launches.released IS 'Available to somebody: status launched or beta, not planned or merely updated';
COMMENT ON COLUMN main.launches.in_news IS 'At least one collected item reports it';
COMMENT ON COLUMN main.launches.in_registry IS 'The registry of known launches holds it';
COMMENT ON COLUMN main.launches.parameters IS 'Number of parameters';
COMMENT ON COLUMN main.launches.context IS 'Context window in tokens';
COMMENT ON COLUMN main.launches.price IS 'CNY per million tokens';
COMMENT ON COLUMN main.launches.articles IS 'Items that report it, reprints included';
