-- Uniqueness and references are held by the checks that run in every build, not by constraints: bulk loading stays fast
-- and a replaced row can be deleted and appended in one transaction.
CREATE SCHEMA store;

CREATE TABLE store.meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE store.runs (
  id TEXT NOT NULL,
  command TEXT NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  finished_at TIMESTAMPTZ,
  status TEXT NOT NULL,
  modeltide_version TEXT NOT NULL,
  tagger_version TEXT,
  lexicon_digest TEXT,
  counts JSON NOT NULL
);

CREATE TABLE store.sources (
  id TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT,
  home TEXT,
  kind TEXT NOT NULL
);

CREATE TABLE store.source_runs (
  run_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  listed INTEGER NOT NULL,
  new INTEGER NOT NULL,
  fetched INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  dropped INTEGER NOT NULL,
  blocked INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  state TEXT NOT NULL,
  message TEXT
);

CREATE TABLE store.captures (
  id TEXT NOT NULL,
  url TEXT NOT NULL,
  fetched_at TIMESTAMPTZ NOT NULL,
  status SMALLINT NOT NULL,
  content_type TEXT NOT NULL,
  kind TEXT NOT NULL,
  source_id TEXT,
  digest TEXT NOT NULL,
  warc_file TEXT NOT NULL,
  warc_offset BIGINT NOT NULL,
  warc_length BIGINT NOT NULL,
  run_id TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT
);

CREATE TABLE store.articles (
  id TEXT NOT NULL,
  capture_id TEXT NOT NULL,
  external_id TEXT,
  parent_id TEXT,
  url TEXT,
  source_id TEXT NOT NULL,
  publisher TEXT NOT NULL,
  source TEXT,
  author TEXT,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  lang TEXT NOT NULL,
  kind TEXT NOT NULL,
  published TIMESTAMPTZ,
  published_day DATE,
  published_precision TEXT,
  published_from TEXT,
  week TEXT,
  fetched_at TIMESTAMPTZ NOT NULL,
  rule TEXT NOT NULL,
  removed JSON NOT NULL
);

CREATE TABLE store.stories (
  id TEXT NOT NULL,
  lead_id TEXT NOT NULL,
  members INTEGER NOT NULL,
  first_day DATE
);

CREATE TABLE store.story_members (
  story_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  relation TEXT NOT NULL,
  score DOUBLE NOT NULL
);

CREATE TABLE store.story_links (
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  relation TEXT NOT NULL,
  score DOUBLE NOT NULL
);

CREATE TABLE store.tags (
  article_id TEXT NOT NULL,
  field TEXT NOT NULL,
  position SMALLINT NOT NULL,
  value TEXT NOT NULL,
  name TEXT,
  vendor_id TEXT,
  confidence DOUBLE NOT NULL,
  abstained BOOLEAN NOT NULL,
  origin TEXT NOT NULL,
  evidence JSON NOT NULL
);

CREATE TABLE store.mentions (
  article_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  ref_id TEXT NOT NULL,
  name TEXT NOT NULL,
  vendor_id TEXT,
  tier TEXT,
  role TEXT NOT NULL,
  field TEXT NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL
);

CREATE TABLE store.numbers (
  article_id TEXT NOT NULL,
  what TEXT NOT NULL,
  value DOUBLE,
  day DATE,
  unit TEXT NOT NULL,
  written TEXT NOT NULL,
  of_what TEXT,
  comparison TEXT,
  field TEXT NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL
);

CREATE TABLE store.launches (
  id TEXT NOT NULL,
  vendor_id TEXT,
  model TEXT NOT NULL,
  version TEXT,
  tier TEXT NOT NULL,
  industries TEXT[] NOT NULL,
  status TEXT NOT NULL,
  date DATE,
  date_precision TEXT,
  parameters DOUBLE,
  context DOUBLE,
  modality TEXT[] NOT NULL,
  open_weights BOOLEAN,
  licence TEXT,
  delivery TEXT[] NOT NULL,
  price DOUBLE,
  basis TEXT NOT NULL,
  confidence DOUBLE NOT NULL
);

CREATE TABLE store.launch_values (
  launch_id TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  basis TEXT NOT NULL,
  article_id TEXT,
  evidence JSON,
  attribution TEXT,
  shown BOOLEAN NOT NULL
);

CREATE TABLE store.launch_articles (
  launch_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  event TEXT NOT NULL
);

CREATE TABLE store.vendors (
  id TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  kind TEXT NOT NULL,
  parent TEXT,
  home TEXT
);

CREATE TABLE store.models (
  name TEXT NOT NULL,
  vendor_id TEXT,
  tier TEXT NOT NULL,
  industries TEXT[] NOT NULL,
  kind TEXT NOT NULL
);

CREATE TABLE store.labels (
  field TEXT NOT NULL,
  id TEXT NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  position SMALLINT NOT NULL
);

CREATE TABLE store.claims (
  id TEXT NOT NULL,
  text_zh TEXT NOT NULL,
  text_en TEXT NOT NULL,
  count INTEGER NOT NULL,
  comparison TEXT NOT NULL,
  tier TEXT,
  home TEXT,
  min_parameters DOUBLE,
  filed BOOLEAN NOT NULL,
  window_start DATE,
  window_end DATE NOT NULL,
  said_by TEXT NOT NULL,
  said_on DATE
);

CREATE TABLE store.filings (
  vendor_id TEXT,
  model TEXT NOT NULL,
  entity TEXT NOT NULL,
  jurisdiction TEXT,
  date DATE,
  attribution TEXT NOT NULL
);

CREATE TABLE store.drops (
  run_id TEXT NOT NULL,
  stage TEXT NOT NULL,
  item TEXT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT
);
