CREATE OR REPLACE MACRO main.search(query, most := 100) AS TABLE
WITH
  asked AS (
    SELECT
      regexp_replace(
        lower(translate(
          left(query, 200),
          'ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９．－',
          'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-'
        )),
        '[^\p{L}\p{N}.·•_\-]+', ' ', 'g') AS text
  ),
  words AS (
    SELECT generate_subscripts(list, 1) AS place, unnest(list) AS word
    FROM (SELECT list_filter(string_split(text, ' '), lambda w: w <> '') AS list FROM asked)
  ),
  joined AS (SELECT place, word, regexp_replace(word, '[·•_\-]', '', 'g') AS whole FROM words),
  -- Every stretch of a word that begins and ends where a Latin word does.
  stretches AS (
    SELECT place, whole[i : i + n - 1] AS part
    FROM joined
    CROSS JOIN unnest(range(1, length(whole) + 1)) s(i)
    CROSS JOIN unnest(range(1, 25)) l(n)
    WHERE i + n - 1 <= length(whole)
      AND NOT regexp_matches(whole[i - 1 : i], '^[^\p{Han}]{2}$')
      AND NOT regexp_matches(whole[i + n - 1 : i + n], '^[^\p{Han}]{2}$')
  ),
  parts AS (
    SELECT place, part FROM stretches
    UNION
    SELECT place, unnest(regexp_extract_all(word, '[^\p{Han}·•_\-.]+(?:\.[0-9]+)*')) FROM joined
    UNION
    -- Names of several words: Claude Sonnet 4.
    SELECT a.place, string_agg(b.whole, '' ORDER BY b.place)
    FROM joined a
    CROSS JOIN unnest([1, 2, 3]) l(more)
    JOIN joined b ON b.place BETWEEN a.place AND a.place + l.more
    GROUP BY a.place, l.more
    HAVING count(*) = l.more + 1
  ),
  keys AS (
    SELECT place, t.id AS term FROM parts JOIN store.terms t ON t.term = parts.part
    UNION
    SELECT place, ((unicode(part[1]) - 13312) * 27648 + unicode(part[2]) - 13312)::UINTEGER
    FROM parts WHERE regexp_matches(part, '^[㐀-鿿]{2}$')
    UNION
    SELECT place, (800000000 + unicode(whole))::UINTEGER FROM joined WHERE regexp_matches(whole, '^[㐀-鿿]$')
  ),
  -- The terms of one word of the query weigh as much together as the one of another.
  weighed AS (
    SELECT term, max(weight) AS weight
    FROM (SELECT term, 1 / count(*) OVER (PARTITION BY place) AS weight FROM keys)
    GROUP BY term
  ),
  found AS (SELECT p.term, p.doc, p.count, w.weight FROM store.postings p JOIN weighed w ON w.term = p.term),
  rarity AS (
    SELECT f.term, ln(1 + (c.articles - count(*) + 0.5) / (count(*) + 0.5)) AS idf
    FROM found f CROSS JOIN (SELECT count(*) AS articles FROM store.documents) c
    GROUP BY f.term, c.articles
  ),
  -- BM25 with k1 = 1.2 and b = 0.75
  scored AS (
    SELECT
      d.article_id,
      sum(f.weight * r.idf * f.count * 2.2 / (f.count + 1.2 * (0.25 + 0.75 * d.length / c.mean))) AS score
    FROM found f
    JOIN rarity r ON r.term = f.term
    JOIN store.documents d ON d.doc = f.doc
    CROSS JOIN (SELECT avg(length) AS mean FROM store.documents) c
    GROUP BY d.article_id
    ORDER BY score DESC, d.article_id
    LIMIT (most)
  )
SELECT
  (row_number() OVER (ORDER BY s.score DESC, s.article_id))::INTEGER AS rank,
  round(s.score, 3) AS score,
  s.article_id,
  a.title,
  a.published_day AS day,
  a.publisher AS source,
  a.url
FROM scored s
JOIN store.articles a ON a.id = s.article_id
ORDER BY rank;

COMMENT ON MACRO TABLE main.search IS
  'Full-text search: articles that speak of what the query asks for, best first (BM25). Words are divided by spaces; Chinese need not be divided. FROM search(''端侧 大模型 手机'') gives a hundred, FROM search(''端侧'', most := 1000) more. Columns: rank, score, article_id, title, day, source (who carried it), url.';
