-- severity: warning
-- Articles without a day stay out of every chart over time.
-- 没有日期的文章不进入任何随时间变化的图表。
SELECT id FROM store.articles WHERE published_day IS NULL
