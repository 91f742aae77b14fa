-- severity: error
-- An article's id stands once.
-- 每篇文章的编号只出现一次。
SELECT id, count(*) AS times FROM store.articles GROUP BY id HAVING count(*) > 1
