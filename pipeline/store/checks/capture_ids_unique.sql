-- severity: error
-- A capture is counted once.
SELECT id, count(*) AS times FROM store.captures GROUP BY id HAVING count(*) > 1
