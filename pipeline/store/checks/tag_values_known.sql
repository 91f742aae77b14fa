-- severity: error
-- Labels of closed vocabularies are in the taxonomy.
-- 封闭词表的标签都在分类表中。
SELECT t.article_id, t.field, t.value
FROM store.tags t
WHERE (t.field = 'event' AND t.value NOT IN ('launch', 'update', 'plan', 'none'))
   OR (t.field = 'tier' AND t.value NOT IN ('general', 'industry', 'application', 'none'))
   OR (t.field = 'industry' AND t.value NOT IN (SELECT id FROM store.labels WHERE field = 'industries'))
