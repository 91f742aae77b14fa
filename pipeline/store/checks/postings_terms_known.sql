-- severity: error
-- Every word in the postings is in the list of terms, and every one of the list is in a posting.
-- 倒排表中的词都在词表中，词表中的词都在倒排表中。
SELECT coalesce(t.id, p.term) AS term
FROM store.terms t
FULL JOIN (SELECT DISTINCT term FROM store.postings WHERE term >= 1000000000) p ON p.term = t.id
WHERE t.id IS NULL OR p.term IS NULL
