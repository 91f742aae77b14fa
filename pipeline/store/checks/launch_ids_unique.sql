-- severity: error
-- A launch stands once.
SELECT id, count(*) AS times FROM store.launches GROUP BY id HAVING count(*) > 1
