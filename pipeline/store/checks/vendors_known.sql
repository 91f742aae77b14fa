-- severity: warning
-- Vendors of labels that the lexicon does not list yet: candidates for "modeltide lexicon suggest".
SELECT DISTINCT t.value FROM store.tags t
WHERE t.field = 'vendor' AND t.value NOT IN (SELECT id FROM store.vendors)
