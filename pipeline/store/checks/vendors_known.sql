-- severity: warning
-- Vendors of labels that the lexicon does not list yet: candidates for "modeltide lexicon suggest".
-- 标签中词库尚未收录的厂商，可用 modeltide lexicon suggest 查看后补录。
SELECT DISTINCT t.value FROM store.tags t
WHERE t.field = 'vendor' AND t.value NOT IN (SELECT id FROM store.vendors)
