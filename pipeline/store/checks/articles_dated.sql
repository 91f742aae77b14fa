-- severity: warning
-- Articles without a day stay out of every chart over time.
SELECT id FROM store.articles WHERE published_day IS NULL
