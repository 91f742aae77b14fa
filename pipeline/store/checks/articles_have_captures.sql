-- severity: error
-- Every article leads to the archived record it came from.
-- 每篇文章都能追溯到它所来自的存档记录。
SELECT a.id FROM store.articles a LEFT JOIN store.captures c ON c.id = a.capture_id WHERE c.id IS NULL
