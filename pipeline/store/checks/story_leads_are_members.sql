-- severity: error
-- A story's lead is one of its members.
-- 故事的首篇是其成员之一。
SELECT s.id FROM store.stories s
LEFT JOIN store.story_members m ON m.story_id = s.id AND m.article_id = s.lead_id
WHERE m.article_id IS NULL
