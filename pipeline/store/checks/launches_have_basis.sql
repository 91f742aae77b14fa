-- severity: error
-- A launch from news has articles; one from the registry has an attribution.
-- 来自新闻的发布有文章，来自登记资料的有出处。
SELECT l.id FROM store.launches l
WHERE (l.basis = 'news' AND NOT EXISTS (SELECT 1 FROM store.launch_articles a WHERE a.launch_id = l.id))
   OR (l.basis = 'registry' AND NOT EXISTS
        (SELECT 1 FROM store.launch_values v WHERE v.launch_id = l.id AND v.attribution IS NOT NULL))
