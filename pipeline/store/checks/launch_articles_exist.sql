-- severity: error
-- What a launch rests on is there.
-- 发布所依据的文章都在库中。
SELECT l.launch_id, l.article_id FROM store.launch_articles l
LEFT JOIN store.articles a ON a.id = l.article_id WHERE a.id IS NULL
