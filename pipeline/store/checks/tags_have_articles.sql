-- severity: error
-- No label outlives its article.
-- 文章不在了，标签也不留。
SELECT t.article_id, t.field FROM store.tags t LEFT JOIN store.articles a ON a.id = t.article_id WHERE a.id IS NULL
