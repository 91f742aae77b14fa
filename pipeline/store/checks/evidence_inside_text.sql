-- severity: error
-- Evidence spans lie inside the text that they point into.
-- 依据的起止位置落在所指的文本之内。
SELECT m.article_id, m.field, m.start_at, m.end_at
FROM store.mentions m
JOIN (SELECT id, length(title) AS title, length(text) AS text FROM store.articles) a ON a.id = m.article_id
WHERE m.start_at < 0 OR m.end_at <= m.start_at
   OR m.end_at > CASE m.field WHEN 'title' THEN a.title ELSE a.text END
