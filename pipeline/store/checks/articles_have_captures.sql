-- severity: error
-- Every article leads to the archived record it came from.
SELECT a.id FROM store.articles a LEFT JOIN store.captures c ON c.id = a.capture_id WHERE c.id IS NULL
