CREATE OR REPLACE VIEW main.model_sizes AS
SELECT
  id,
  date,
  quarter,
  vendor_id,
  vendor,
  vendor_en,
  model,
  tier,
  in_china,
  parameters,
  context,
  open_weights,
  basis
FROM main.launches
WHERE released AND date IS NOT NULL AND tier <> 'none' AND (parameters IS NOT NULL OR context IS NOT NULL)
ORDER BY date, id;

COMMENT ON VIEW main.model_sizes IS 'Released models whose number of parameters or context window is known.';
COMMENT ON COLUMN main.model_sizes.context IS 'Tokens';
