-- severity: error
-- Every article has exactly one answer to "relevant".
-- 每篇文章对“是否相关”有且只有一个答案。
SELECT a.id, count(t.article_id) AS answers
FROM store.articles a LEFT JOIN store.tags t ON t.article_id = a.id AND t.field = 'relevant'
GROUP BY a.id HAVING count(t.article_id) <> 1
