-- severity: error
-- Every page of an article of several leads to the article and to the archived record it came from.
SELECT capture_id FROM store.pages WHERE article_id NOT IN (SELECT id FROM store.articles)
UNION ALL
SELECT capture_id FROM store.pages WHERE capture_id NOT IN (SELECT id FROM store.captures)
