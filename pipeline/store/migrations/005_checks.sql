CREATE TABLE store.checks (
  run_id TEXT NOT NULL,
  name TEXT NOT NULL,
  severity TEXT NOT NULL,
  offending INTEGER NOT NULL
);

COMMENT ON TABLE store.checks IS 'What the checks of data quality found in each build';
COMMENT ON COLUMN store.checks.run_id IS 'The build';
COMMENT ON COLUMN store.checks.name IS 'The check, by the name of its file';
COMMENT ON COLUMN store.checks.severity IS 'error: rows found keep the build from being published; warning: they do not';
COMMENT ON COLUMN store.checks.offending IS 'Rows that break its rule';
