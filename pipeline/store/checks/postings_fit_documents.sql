-- severity: error
-- Every article is in the search index once, with as many postings as it has terms, and nothing else is in it.
-- 每篇文章在检索索引中出现一次，倒排项数与其词项数相同，索引中没有别的内容。
SELECT coalesce(a.id, d.article_id) AS article_id
FROM store.articles a
FULL JOIN store.documents d ON d.article_id = a.id
WHERE a.id IS NULL OR d.article_id IS NULL
UNION ALL
SELECT article_id FROM store.documents GROUP BY article_id HAVING count(*) > 1
UNION ALL
SELECT coalesce(d.doc, p.doc)::TEXT
FROM store.documents d
FULL JOIN (SELECT doc, count(*) AS terms FROM store.postings GROUP BY doc) p ON p.doc = d.doc
WHERE d.doc IS NULL OR coalesce(p.terms, 0) <> d.terms
