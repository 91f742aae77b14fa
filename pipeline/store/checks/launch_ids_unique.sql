-- severity: error
-- A launch stands once.
-- 每个发布只出现一次。
SELECT id, count(*) AS times FROM store.launches GROUP BY id HAVING count(*) > 1
