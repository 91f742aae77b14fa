-- Prepared: it joins every launch with all items that report it.
CREATE OR REPLACE VIEW main.launch_lags AS
WITH
  reported AS (
    SELECT
      r.launch_id,
      min(a.published_day) FILTER (r.event = 'plan') AS announced,
      min(a.published_day) FILTER (r.event = 'launch') AS available
    FROM store.launch_articles r
    JOIN store.articles a ON a.id = r.article_id
    GROUP BY r.launch_id
  ),
  filed AS (
    SELECT vendor_id, lower(regexp_replace(model, '大模型$|[^\p{L}\p{N}.]', '', 'g')) AS key, min(date) AS filed
    FROM store.filings
    WHERE date IS NOT NULL
    GROUP BY ALL
  ),
  named AS (
    SELECT
      l.*,
      lower(regexp_replace(l.model, '大模型$|[^\p{L}\p{N}.]', '', 'g')) AS key,
      coalesce(r.available, CASE WHEN l.released AND l.date_precision = 'day' THEN l.date END) AS available,
      CASE WHEN r.announced < r.available THEN r.announced END AS announced
    FROM main.launches l
    LEFT JOIN reported r ON r.launch_id = l.id
  ),
  first_ones AS (
    SELECT * FROM named WHERE available IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY vendor_id, key ORDER BY available, id) = 1
  )
SELECT
  n.id,
  n.vendor_id,
  n.vendor,
  n.vendor_en,
  n.model,
  n.tier,
  n.tier_zh,
  n.tier_en,
  n.announced,
  n.available,
  f.filed,
  (n.available - n.announced)::INTEGER AS days_announced_to_available,
  (f.filed - n.available)::INTEGER AS days_available_to_filed
FROM first_ones n
LEFT JOIN filed f ON f.vendor_id = n.vendor_id AND f.key = n.key
WHERE n.announced IS NOT NULL
  -- A registry day that is the filing's own says nothing of when the service opened.
  OR (f.filed IS NOT NULL AND (n.in_news OR f.filed <> n.available))
ORDER BY coalesce(n.available, n.announced), n.id;

COMMENT ON VIEW main.launch_lags IS
  'Launches of which two dates are known: announced (first item that promises it), available (first item that reports it, or the registry''s day), filed with the regulator (by vendor and name). Of launches of one name the first is taken.';
COMMENT ON COLUMN main.launch_lags.days_available_to_filed IS 'Negative where the service was filed before it opened';
