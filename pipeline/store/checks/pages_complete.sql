-- severity: warning
-- Between an article's first page and the last that a page leads to, every page is there.
-- 从文章首页到有页面指向的最后一页，中间各页齐全。
WITH
  shown AS (SELECT article_id, number, next FROM store.pages WHERE shown),
  wanted AS (
    SELECT article_id, unnest(range(1, max(number + CASE WHEN next IS NULL THEN 0 ELSE 1 END) + 1)) AS number
    FROM shown GROUP BY article_id
  )
SELECT w.article_id, w.number FROM wanted w ANTI JOIN shown s ON s.article_id = w.article_id AND s.number = w.number
