-- Prepared: it compares the keywords of all items.
CREATE OR REPLACE VIEW main.keywords_trend AS
WITH
  said AS (
    SELECT date_trunc('week', a.published_day)::DATE AS week_start, k.word, count(*) AS items
    FROM store.keywords k
    JOIN store.articles a ON a.id = k.article_id
    JOIN store.tags r ON r.article_id = a.id AND r.field = 'relevant' AND r.value = 'true'
    LEFT JOIN store.story_members m ON m.article_id = a.id
    WHERE a.published_day IS NOT NULL AND coalesce(m.relation, 'lead') = 'lead'
    GROUP BY ALL
  ),
  weekly AS (SELECT week_start, sum(items) AS total FROM said GROUP BY week_start),
  weeks AS (
    SELECT week_start, total, sum(total) OVER before AS total_before
    FROM weekly
    WINDOW before AS (ORDER BY week_start RANGE BETWEEN INTERVAL 56 DAY PRECEDING AND INTERVAL 7 DAY PRECEDING)
  ),
  often AS (SELECT word, sum(items) AS items, sum(items) / sum(sum(items)) OVER () AS share FROM said GROUP BY word),
  compared AS (
    SELECT
      s.week_start,
      s.word,
      s.items,
      coalesce(sum(s.items) OVER before, 0) AS items_before,
      w.total,
      w.total_before,
      w.total * o.share AS prior
    FROM said s
    JOIN weeks w ON w.week_start = s.week_start
    JOIN often o ON o.word = s.word
    WHERE o.items >= 3
    WINDOW before AS (
      PARTITION BY s.word ORDER BY s.week_start RANGE BETWEEN INTERVAL 56 DAY PRECEDING AND INTERVAL 7 DAY PRECEDING
    )
  ),
  weighed AS (
    SELECT
      *,
      ln((items + prior) / (2 * total - items - prior))
        - ln((items_before + prior) / (total_before + total - items_before - prior)) AS log_odds,
      sqrt(1 / (items + prior) + 1 / (items_before + prior)) AS deviation
    FROM compared
    WHERE items >= 3 AND total_before > 0
  )
SELECT
  strftime(week_start, '%G-W%V') AS week,
  week_start,
  (week_start + INTERVAL 6 DAY)::DATE AS week_end,
  (row_number() OVER (PARTITION BY week_start ORDER BY log_odds / deviation DESC, word))::INTEGER AS place,
  word,
  items::INTEGER AS items,
  items_before::INTEGER AS items_before,
  items_before * total / total_before AS expected,
  log_odds,
  log_odds / deviation AS z
FROM weighed
WHERE log_odds / deviation > 1.96
QUALIFY place <= 50
ORDER BY week_start, place;

COMMENT ON VIEW main.keywords_trend IS
  'Words that rose in a week against the eight weeks before: log-odds ratio with an informative Dirichlet prior as large as the week (Monroe, Colaresi and Quinn 2008, "Fightin'' words"), over the keywords of relevant items without reprints. Only words of at least three items that rose beyond chance (z above 1.96), fifty a week.';
COMMENT ON COLUMN main.keywords_trend.items IS 'Items of the week that have the word among their keywords';
COMMENT ON COLUMN main.keywords_trend.items_before IS 'Items of the eight weeks before that have it';
COMMENT ON COLUMN main.keywords_trend.expected IS
  'Items that would have it if it were as frequent as in the eight weeks before; takes account of how much was collected';
