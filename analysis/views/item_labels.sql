-- Prepared: it gathers every label of every item.
CREATE OR REPLACE VIEW main.item_labels AS
SELECT
  article_id,
  any_value(value) FILTER (field = 'relevant') = 'true' AS relevant,
  any_value(value) FILTER (field = 'event') AS event,
  any_value(value) FILTER (field = 'tier') AS tier,
  min(confidence) FILTER (field IN ('relevant', 'event', 'tier')) AS confidence,
  bool_or(abstained AND field IN ('relevant', 'event', 'tier')) AS unsure,
  bool_or(origin <> 'tagger') AS corrected,
  coalesce(list(value ORDER BY position) FILTER (field = 'vendor'), []) AS vendor_ids,
  coalesce(list(coalesce(name, value) ORDER BY position) FILTER (field = 'vendor'), []) AS vendors,
  coalesce(list(value ORDER BY position) FILTER (field = 'model'), []) AS models,
  coalesce(list(value ORDER BY position) FILTER (field = 'industry'), []) AS industries,
  coalesce(list(value ORDER BY position) FILTER (field = 'market'), []) AS markets,
  coalesce(list(value ORDER BY position) FILTER (field = 'delivery'), []) AS deliveries,
  coalesce(list(value ORDER BY position) FILTER (field = 'concern'), []) AS concerns,
  coalesce(list(value ORDER BY position) FILTER (field = 'modality'), []) AS modalities
FROM store.tags
GROUP BY article_id;

COMMENT ON VIEW main.item_labels IS
  'The labels of each item in one row, without the item: `articles` has both. An item that is not relevant has neither event nor tier.';
COMMENT ON COLUMN main.item_labels.confidence IS 'Lowest of the confidences of relevance, event and tier, 0 to 1';
COMMENT ON COLUMN main.item_labels.unsure IS 'The tagger was not sure enough of relevance, event or tier';
COMMENT ON COLUMN main.item_labels.corrected IS 'A person changed at least one label';
COMMENT ON COLUMN main.item_labels.vendor_ids IS 'Most central first; vendors has their names in the same order';
