-- severity: error
-- Every article belongs to exactly one story.
-- 每篇文章恰好属于一个故事。
SELECT a.id, count(m.story_id) AS stories
FROM store.articles a LEFT JOIN store.story_members m ON m.article_id = a.id
GROUP BY a.id HAVING count(m.story_id) <> 1
