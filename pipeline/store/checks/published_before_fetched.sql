-- severity: warning
-- An article cannot be newer than the moment it was fetched.
-- 文章的日期不会晚于抓取时刻。
SELECT id FROM store.articles WHERE published_day > (fetched_at + INTERVAL 1 DAY)::DATE
