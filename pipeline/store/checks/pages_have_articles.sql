-- severity: error
-- Every page of an article of several leads to the article and to the archived record it came from.
-- 分页文章的每一页都能追溯到文章和所来自的存档记录。
SELECT capture_id FROM store.pages WHERE article_id NOT IN (SELECT id FROM store.articles)
UNION ALL
SELECT capture_id FROM store.pages WHERE capture_id NOT IN (SELECT id FROM store.captures)
