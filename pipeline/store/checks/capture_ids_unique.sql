-- severity: error
-- A capture is counted once.
-- 每次抓取只计一次。
SELECT id, count(*) AS times FROM store.captures GROUP BY id HAVING count(*) > 1
