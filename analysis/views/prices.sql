-- Prepared: it looks each price up in the items.
CREATE OR REPLACE VIEW main.prices AS
SELECT
  l.id,
  coalesce(a.published_day, l.date) AS date,
  l.vendor_id,
  l.vendor,
  l.vendor_en,
  l.model,
  l.tier,
  l.in_china,
  try_cast(v.value AS DOUBLE) AS price,
  coalesce(n.currency, 'CNY') AS currency,
  v.article_id,
  a.url
FROM main.launches l
JOIN store.launch_values v ON v.launch_id = l.id AND v.field = 'price'
LEFT JOIN store.articles a ON a.id = v.article_id
LEFT JOIN (
  SELECT article_id, value, min(left(unit, 3)) AS currency FROM store.numbers WHERE what = 'price' GROUP BY ALL
) n ON n.article_id = v.article_id AND n.value = try_cast(v.value AS DOUBLE)
WHERE try_cast(v.value AS DOUBLE) >= 0 AND coalesce(a.published_day, l.date) IS NOT NULL
ORDER BY date, l.id;

COMMENT ON VIEW main.prices IS 'Prices of models as items or the registry give them, per million tokens; one row for each statement, in the currency it was made in: none is converted.';
