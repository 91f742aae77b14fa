-- severity: error
-- An article's id stands once.
SELECT id, count(*) AS times FROM store.articles GROUP BY id HAVING count(*) > 1
