-- severity: warning
-- An article cannot be newer than the moment it was fetched.
SELECT id FROM store.articles WHERE published_day > (fetched_at + INTERVAL 1 DAY)::DATE
