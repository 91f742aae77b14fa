-- The index behind the macro search: what a text says, as numbers, sorted so that a term's articles lie together.
CREATE TABLE store.documents (
  doc UINTEGER NOT NULL,
  article_id TEXT NOT NULL,
  length UINTEGER NOT NULL,
  terms UINTEGER NOT NULL
);
CREATE TABLE store.terms (id UINTEGER NOT NULL, term TEXT NOT NULL);
CREATE TABLE store.postings (term UINTEGER NOT NULL, doc UINTEGER NOT NULL, count USMALLINT NOT NULL);

COMMENT ON TABLE store.documents IS 'Articles as the search index numbers them';
COMMENT ON COLUMN store.documents.doc IS 'Number in postings';
COMMENT ON COLUMN store.documents.article_id IS 'The article';
COMMENT ON COLUMN store.documents.length IS 'Terms in the article, repeated ones too; those of the title count twice';
COMMENT ON COLUMN store.documents.terms IS 'Different terms in the article: its rows in postings';

COMMENT ON TABLE store.terms IS 'Words of the search index that are no pair of Chinese characters: Latin words, numbers, names of the lexicon';
COMMENT ON COLUMN store.terms.id IS 'Number in postings, from 1000000000';
COMMENT ON COLUMN store.terms.term IS 'Lower case, half width; a name without its spaces and hyphens';

COMMENT ON TABLE store.postings IS 'Which article has which term how often, by term; the macro search reads it';
COMMENT ON COLUMN store.postings.term IS 'Two neighbouring Chinese characters a and b as (a - 13312) * 27648 + b - 13312 (code points), one that stands alone as 800000000 + a, or an id of terms';
COMMENT ON COLUMN store.postings.doc IS 'The article, as documents numbers it';
COMMENT ON COLUMN store.postings.count IS 'How often; in the title counts twice';
