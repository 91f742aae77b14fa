-- severity: error
-- What a row refers to is there: labels and figures their article, captures their build, launches and stories their items.
-- 各行所指的对象都在：标签与数字有文章，抓取有构建，发布与故事有条目。
WITH
  referring AS (
    SELECT 'mentions' AS relation, article_id AS id FROM store.mentions
    UNION ALL SELECT 'numbers', article_id FROM store.numbers
    UNION ALL SELECT 'keywords', article_id FROM store.keywords
    UNION ALL SELECT 'sketches', article_id FROM store.sketches
    UNION ALL SELECT 'story_links', unnest([a, b]) FROM store.story_links
    UNION ALL SELECT 'story_edges', unnest([a, b]) FROM store.story_edges
    UNION ALL SELECT 'launch_values', article_id FROM store.launch_values WHERE article_id IS NOT NULL
  )
SELECT relation, id FROM referring WHERE id NOT IN (SELECT id FROM store.articles)
UNION ALL
SELECT 'story_members', story_id FROM store.story_members WHERE story_id NOT IN (SELECT id FROM store.stories)
UNION ALL
SELECT 'launch_values', launch_id FROM store.launch_values WHERE launch_id NOT IN (SELECT id FROM store.launches)
UNION ALL
SELECT 'captures', id FROM store.captures WHERE run_id NOT IN (SELECT id FROM store.runs)
UNION ALL
SELECT 'drops', item FROM store.drops WHERE run_id NOT IN (SELECT id FROM store.runs)
UNION ALL
SELECT 'articles', id FROM store.articles WHERE source_id NOT IN (SELECT id FROM store.sources)
