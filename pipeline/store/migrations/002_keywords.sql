CREATE TABLE store.keywords (
  article_id TEXT NOT NULL,
  word TEXT NOT NULL,
  weight DOUBLE NOT NULL
);
