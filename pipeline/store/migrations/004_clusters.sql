-- What clustering keeps of every article, so that a new week is compared with the last sixty days without reading them.
CREATE TABLE store.sketches (
  article_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  day DATE NOT NULL,
  bands BLOB,
  anchors BLOB
);
CREATE TABLE store.story_edges (
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  kind TEXT NOT NULL,
  score DOUBLE NOT NULL,
  overlap INTEGER NOT NULL
);

COMMENT ON TABLE store.sketches IS 'What clustering keeps of each article to find its reprints later without reading it again';
COMMENT ON COLUMN store.sketches.article_id IS 'The article';
COMMENT ON COLUMN store.sketches.digest IS 'MD5 of the title and text that the sketch was made of';
COMMENT ON COLUMN store.sketches.day IS 'Day of publication, or of fetching where that is unknown';
COMMENT ON COLUMN store.sketches.bands IS 'MinHash band keys of the text, 32-bit little-endian; none for a headline alone';
COMMENT ON COLUMN store.sketches.anchors IS 'Winnowed shingle hashes of the text, 32-bit little-endian; none for a headline alone';

COMMENT ON TABLE store.story_edges IS 'Pairs of articles found to belong together; stories are made of them anew in every build';
COMMENT ON COLUMN store.story_edges.a IS 'The article with the lesser id';
COMMENT ON COLUMN store.story_edges.b IS 'The other article';
COMMENT ON COLUMN store.story_edges.kind IS 'reprint, part (an item in a roundup) or same_event';
COMMENT ON COLUMN store.story_edges.score IS 'Containment of the shorter text in the longer, or probability for headlines, 0 to 1';
COMMENT ON COLUMN store.story_edges.overlap IS 'Shingles that the two texts have in common; 0 for headlines';
