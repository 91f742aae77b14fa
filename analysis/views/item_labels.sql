-- Prepared: it gathers every label of every item.
CREATE OR REPLACE VIEW main.item_labels AS
WITH
  -- Most items are not relevant and have no other label. Lists that are sorted cost a third of lists made in order.
  lists AS (
    SELECT
      article_id,
      [v.name for v in list_sort(list({'at': position, 'name': value}) FILTER (field = 'vendor'))] AS vendor_ids,
      [v.name for v in list_sort(list({'at': position, 'name': coalesce(name, value)}) FILTER (field = 'vendor'))] AS vendors,
      [v.name for v in list_sort(list({'at': position, 'name': value}) FILTER (field = 'model'))] AS models,
      [v.name for v in list_sort(list({'at': position, 'name': value}) FILTER (field = 'industry'))] AS industries,
      [v.name for v in list_sort(list({'at': position, 'name': value}) FILTER (field = 'market'))] AS markets,
      [v.name for v in list_sort(list({'at': position, 'name': value}) FILTER (field = 'delivery'))] AS deliveries,
      [v.name for v in list_sort(list({'at': position, 'name': value}) FILTER (field = 'concern'))] AS concerns,
      [v.name for v in list_sort(list({'at': position, 'name': value}) FILTER (field = 'modality'))] AS modalities
    FROM store.tags
    WHERE field NOT IN ('relevant', 'event', 'tier')
    GROUP BY article_id
  ),
  heads AS (
    SELECT
      article_id,
      any_value(value) FILTER (field = 'relevant') = 'true' AS relevant,
      any_value(value) FILTER (field = 'event') AS event,
      any_value(value) FILTER (field = 'tier') AS tier,
      min(confidence) FILTER (field IN ('relevant', 'event', 'tier')) AS confidence,
      bool_or(abstained AND field IN ('relevant', 'event', 'tier')) AS unsure,
      bool_or(origin <> 'tagger') AS corrected
    FROM store.tags
    GROUP BY article_id
  )
SELECT
  h.*,
  coalesce(l.vendor_ids, []) AS vendor_ids,
  coalesce(l.vendors, []) AS vendors,
  coalesce(l.models, []) AS models,
  coalesce(l.industries, []) AS industries,
  coalesce(l.markets, []) AS markets,
  coalesce(l.deliveries, []) AS deliveries,
  coalesce(l.concerns, []) AS concerns,
  coalesce(l.modalities, []) AS modalities
FROM heads h
LEFT JOIN lists l ON l.article_id = h.article_id;

COMMENT ON VIEW main.item_labels IS
  'The labels of each item in one row, without the item: `articles` has both. An item that is not relevant has neither event nor tier.';
COMMENT ON COLUMN main.item_labels.confidence IS 'Lowest of the confidences of relevance, event and tier, 0 to 1';
COMMENT ON COLUMN main.item_labels.unsure IS 'The tagger was not sure enough of relevance, event or tier';
COMMENT ON COLUMN main.item_labels.corrected IS 'A person changed at least one label';
COMMENT ON COLUMN main.item_labels.vendor_ids IS 'Most central first; vendors has their names in the same order';
