-- Pages of articles that are spread over several, each as extraction read it: one that comes in a later build is joined
-- to those that are here, without reading the archive again.
CREATE TABLE store.pages (
  capture_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  series TEXT NOT NULL,
  number SMALLINT NOT NULL,
  url TEXT NOT NULL,
  article_url TEXT NOT NULL,
  next TEXT,
  named BOOLEAN NOT NULL,
  shown BOOLEAN NOT NULL,
  fetched_at TIMESTAMPTZ NOT NULL,
  content JSON NOT NULL
);

COMMENT ON TABLE store.pages IS 'Archived pages of articles that are spread over several pages; the article''s own row has the text of all that are there';
COMMENT ON COLUMN store.pages.capture_id IS 'The archived page';
COMMENT ON COLUMN store.pages.article_id IS 'The article that it is a page of';
COMMENT ON COLUMN store.pages.series IS 'What the pages of one article have in common: its address without scheme and ending';
COMMENT ON COLUMN store.pages.number IS 'Which page it is, from 1';
COMMENT ON COLUMN store.pages.url IS 'Address of the page as fetched';
COMMENT ON COLUMN store.pages.article_url IS 'Canonical address of the article, as the page tells it';
COMMENT ON COLUMN store.pages.next IS 'Address of the next page, where the page leads to one';
COMMENT ON COLUMN store.pages.named IS 'True where the page itself does not say what it is a page of, and another page names it';
COMMENT ON COLUMN store.pages.shown IS 'True where its text is in the article: the newest fetch of its number';
COMMENT ON COLUMN store.pages.fetched_at IS 'When it was fetched';
COMMENT ON COLUMN store.pages.content IS 'The page as an article by itself, followed by the items of a digest, as JSON';

COMMENT ON COLUMN store.captures.outcome IS 'article (or a page of one) or dropped';
COMMENT ON COLUMN store.articles.capture_id IS 'The record it came from; pages has those of its further pages';
