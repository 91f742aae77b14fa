COMMENT ON TABLE store.meta IS 'Single facts about the database: key and value';
COMMENT ON COLUMN store.meta.key IS 'Name of the fact, such as tagger_version';
COMMENT ON COLUMN store.meta.value IS 'The fact as text';

COMMENT ON TABLE store.runs IS 'Every build that contributed to this database';
COMMENT ON COLUMN store.runs.id IS 'build- and the UTC time of its start';
COMMENT ON COLUMN store.runs.command IS 'What was run';
COMMENT ON COLUMN store.runs.started_at IS 'Start';
COMMENT ON COLUMN store.runs.finished_at IS 'End';
COMMENT ON COLUMN store.runs.status IS 'done where the build was published';
COMMENT ON COLUMN store.runs.modeltide_version IS 'Version of the program';
COMMENT ON COLUMN store.runs.tagger_version IS 'Version of the tagger: digest of code, lexicon and weights';
COMMENT ON COLUMN store.runs.lexicon_digest IS 'SHA-256 of the lexicon files';
COMMENT ON COLUMN store.runs.counts IS 'Records read, articles made, items dropped by reason, as JSON';

COMMENT ON TABLE store.sources IS 'Sites and feeds that articles come from';
COMMENT ON COLUMN store.sources.id IS 'Slug that articles and runs name the source by';
COMMENT ON COLUMN store.sources.name_zh IS 'Chinese name';
COMMENT ON COLUMN store.sources.name_en IS 'English name, where it has one';
COMMENT ON COLUMN store.sources.home IS 'Address of its front page';
COMMENT ON COLUMN store.sources.kind IS 'site: crawled by a definition; import: known from imported items only';

COMMENT ON TABLE store.source_runs IS 'Each source''s share of each crawl: listed = fetched + unchanged + dropped + blocked + failed';
COMMENT ON COLUMN store.source_runs.run_id IS 'The crawl';
COMMENT ON COLUMN store.source_runs.source_id IS 'The source';
COMMENT ON COLUMN store.source_runs.started_at IS 'Start of the crawl';
COMMENT ON COLUMN store.source_runs.listed IS 'Articles that its lists named';
COMMENT ON COLUMN store.source_runs.new IS 'Of these, not in the archive before';
COMMENT ON COLUMN store.source_runs.fetched IS 'Pages fetched';
COMMENT ON COLUMN store.source_runs.unchanged IS 'Pages known and not changed';
COMMENT ON COLUMN store.source_runs.dropped IS 'Left out: forbidden by robots.txt, gone, no article';
COMMENT ON COLUMN store.source_runs.blocked IS 'Refused by the site';
COMMENT ON COLUMN store.source_runs.failed IS 'Failed after all tries';
COMMENT ON COLUMN store.source_runs.state IS 'fine, drifted, blocked, unreachable or interrupted';
COMMENT ON COLUMN store.source_runs.message IS 'What went wrong, where anything did';

COMMENT ON TABLE store.captures IS 'Archived records: where the raw bytes lie and what became of them';
COMMENT ON COLUMN store.captures.id IS 'Digest of address and fetch time';
COMMENT ON COLUMN store.captures.url IS 'Address as fetched, or the urn of an imported item';
COMMENT ON COLUMN store.captures.fetched_at IS 'When it was fetched or imported';
COMMENT ON COLUMN store.captures.status IS 'HTTP status';
COMMENT ON COLUMN store.captures.content_type IS 'Content type as answered';
COMMENT ON COLUMN store.captures.kind IS 'page, rendered, entry or import';
COMMENT ON COLUMN store.captures.source_id IS 'Source whose crawl fetched it';
COMMENT ON COLUMN store.captures.digest IS 'SHA-1 of the payload in base32, as WARC writes it';
COMMENT ON COLUMN store.captures.warc_file IS 'WARC file in the archive folder';
COMMENT ON COLUMN store.captures.warc_offset IS 'Position of its gzip member, bytes';
COMMENT ON COLUMN store.captures.warc_length IS 'Length of its gzip member, bytes';
COMMENT ON COLUMN store.captures.run_id IS 'Build that read it first';
COMMENT ON COLUMN store.captures.outcome IS 'article or dropped';
COMMENT ON COLUMN store.captures.reason IS 'Why it was dropped';

COMMENT ON TABLE store.articles IS 'Clean articles, one row each; texts belong to their publishers';
COMMENT ON COLUMN store.articles.id IS 'Digest of the canonical address, or of address, title and day where the address is missing or shared';
COMMENT ON COLUMN store.articles.capture_id IS 'The record it came from';
COMMENT ON COLUMN store.articles.external_id IS 'The id that an imported item came with';
COMMENT ON COLUMN store.articles.parent_id IS 'The digest page that it is an item of';
COMMENT ON COLUMN store.articles.url IS 'Canonical address';
COMMENT ON COLUMN store.articles.source_id IS 'Source that carried it';
COMMENT ON COLUMN store.articles.publisher IS 'Name of the site or feed that carried it';
COMMENT ON COLUMN store.articles.source IS 'Original publication where the page names one';
COMMENT ON COLUMN store.articles.author IS 'Author line';
COMMENT ON COLUMN store.articles.title IS 'Title without site suffix';
COMMENT ON COLUMN store.articles.text IS 'Body, one paragraph a line; empty for headlines';
COMMENT ON COLUMN store.articles.lang IS 'zh, zh-Hant, en or other';
COMMENT ON COLUMN store.articles.kind IS 'title, paragraph or article, by length of the body';
COMMENT ON COLUMN store.articles.published IS 'Instant of publication where it is known to the minute';
COMMENT ON COLUMN store.articles.published_day IS 'Day of publication in Asia/Shanghai';
COMMENT ON COLUMN store.articles.published_precision IS 'second, minute or day';
COMMENT ON COLUMN store.articles.published_from IS 'Where the date was read: json-ld, meta, element, text, state, feed, address or import';
COMMENT ON COLUMN store.articles.week IS 'ISO week of the day, such as 2026-W47';
COMMENT ON COLUMN store.articles.fetched_at IS 'When it was fetched or imported';
COMMENT ON COLUMN store.articles.rule IS 'Extraction rule that gave the body';
COMMENT ON COLUMN store.articles.removed IS 'What extraction took away, with reasons, as JSON';

COMMENT ON TABLE store.stories IS 'Reprints of one text form one story';
COMMENT ON COLUMN store.stories.id IS 'Id of the story';
COMMENT ON COLUMN store.stories.lead_id IS 'The origin among its members';
COMMENT ON COLUMN store.stories.members IS 'Number of articles';
COMMENT ON COLUMN store.stories.first_day IS 'First day on which it was carried';

COMMENT ON TABLE store.story_members IS 'Articles of stories; every article is in exactly one';
COMMENT ON COLUMN store.story_members.story_id IS 'The story';
COMMENT ON COLUMN store.story_members.article_id IS 'The article';
COMMENT ON COLUMN store.story_members.relation IS 'lead or reprint';
COMMENT ON COLUMN store.story_members.score IS 'How much of the text is the lead''s, 0 to 1';

COMMENT ON TABLE store.story_links IS 'Different texts about one event: weaker than a reprint';
COMMENT ON COLUMN store.story_links.a IS 'One article';
COMMENT ON COLUMN store.story_links.b IS 'The other article';
COMMENT ON COLUMN store.story_links.relation IS 'same_event';
COMMENT ON COLUMN store.story_links.score IS 'Probability, 0 to 1';

COMMENT ON TABLE store.tags IS 'Labels, one row a value; an item that is not relevant has only the row relevant';
COMMENT ON COLUMN store.tags.article_id IS 'The article';
COMMENT ON COLUMN store.tags.field IS 'relevant, event, tier, vendor, model, industry, market, delivery, concern or modality';
COMMENT ON COLUMN store.tags.position IS 'Place among the values of one field, most central first, from 0';
COMMENT ON COLUMN store.tags.value IS 'Id of the label, or a model''s name as the article uses it';
COMMENT ON COLUMN store.tags.name IS 'Readable name of a vendor or industry; family of a model';
COMMENT ON COLUMN store.tags.vendor_id IS 'Vendor of a model';
COMMENT ON COLUMN store.tags.confidence IS 'Calibrated probability, 0 to 1';
COMMENT ON COLUMN store.tags.abstained IS 'True where a person should look';
COMMENT ON COLUMN store.tags.origin IS 'tagger, or review where a person corrected it';
COMMENT ON COLUMN store.tags.evidence IS 'Spans (code points, end-exclusive) and rules or weighted features, as JSON';

COMMENT ON TABLE store.mentions IS 'Every vendor, model and industry that an article names';
COMMENT ON COLUMN store.mentions.article_id IS 'The article';
COMMENT ON COLUMN store.mentions.kind IS 'vendor, model or industry';
COMMENT ON COLUMN store.mentions.ref_id IS 'Id, or a model''s family';
COMMENT ON COLUMN store.mentions.name IS 'As the article writes it';
COMMENT ON COLUMN store.mentions.vendor_id IS 'Vendor of a model';
COMMENT ON COLUMN store.mentions.tier IS 'Tier of a model';
COMMENT ON COLUMN store.mentions.role IS 'subject, comparison, base, investor, customer, source or mention';
COMMENT ON COLUMN store.mentions.field IS 'title or text';
COMMENT ON COLUMN store.mentions.start_at IS 'First code point, from 0';
COMMENT ON COLUMN store.mentions.end_at IS 'Code point after the last';

COMMENT ON TABLE store.numbers IS 'Figures that articles state, normalised';
COMMENT ON COLUMN store.numbers.article_id IS 'The article';
COMMENT ON COLUMN store.numbers.what IS 'parameters, active_parameters, context, training_tokens, price, financing, users, fee, planned_date or claim';
COMMENT ON COLUMN store.numbers.value IS 'The number in its unit';
COMMENT ON COLUMN store.numbers.day IS 'The day, for planned dates';
COMMENT ON COLUMN store.numbers.unit IS 'Unit';
COMMENT ON COLUMN store.numbers.written IS 'As the article writes it';
COMMENT ON COLUMN store.numbers.of_what IS 'What it is said of, where that is clear';
COMMENT ON COLUMN store.numbers.comparison IS 'more_than, about or less_than';
COMMENT ON COLUMN store.numbers.field IS 'title or text';
COMMENT ON COLUMN store.numbers.start_at IS 'First code point, from 0';
COMMENT ON COLUMN store.numbers.end_at IS 'Code point after the last';

COMMENT ON TABLE store.keywords IS 'Words that stand out in each article';
COMMENT ON COLUMN store.keywords.article_id IS 'The article';
COMMENT ON COLUMN store.keywords.word IS 'The word';
COMMENT ON COLUMN store.keywords.weight IS 'TF-IDF weight';

COMMENT ON TABLE store.launches IS 'One row a vendor, model and version in a window of time';
COMMENT ON COLUMN store.launches.id IS 'vendor/model slug';
COMMENT ON COLUMN store.launches.vendor_id IS 'The vendor';
COMMENT ON COLUMN store.launches.model IS 'Name of model or product';
COMMENT ON COLUMN store.launches.version IS 'Version, where the name holds one';
COMMENT ON COLUMN store.launches.tier IS 'general, industry, application or none';
COMMENT ON COLUMN store.launches.industries IS 'Ids of industries that it serves';
COMMENT ON COLUMN store.launches.status IS 'launched, updated, planned, beta or filed';
COMMENT ON COLUMN store.launches.date IS 'Day, or first of the month';
COMMENT ON COLUMN store.launches.date_precision IS 'day or month';
COMMENT ON COLUMN store.launches.parameters IS 'Number of parameters';
COMMENT ON COLUMN store.launches.context IS 'Context length';
COMMENT ON COLUMN store.launches.modality IS 'Ids of modalities';
COMMENT ON COLUMN store.launches.open_weights IS 'True where weights are open';
COMMENT ON COLUMN store.launches.licence IS 'Licence of the weights';
COMMENT ON COLUMN store.launches.delivery IS 'Ids of ways in which it is delivered';
COMMENT ON COLUMN store.launches.price IS 'CNY per million tokens';
COMMENT ON COLUMN store.launches.basis IS 'news or registry';
COMMENT ON COLUMN store.launches.confidence IS 'Probability that it is one, 0 to 1';

COMMENT ON TABLE store.launch_values IS 'Every value of every launch with what it rests on; conflicting ones side by side';
COMMENT ON COLUMN store.launch_values.launch_id IS 'The launch';
COMMENT ON COLUMN store.launch_values.field IS 'Name of the value';
COMMENT ON COLUMN store.launch_values.value IS 'The value as text';
COMMENT ON COLUMN store.launch_values.basis IS 'news or registry';
COMMENT ON COLUMN store.launch_values.article_id IS 'The article that says it';
COMMENT ON COLUMN store.launch_values.evidence IS 'The span, as JSON';
COMMENT ON COLUMN store.launch_values.attribution IS 'The registry''s source';
COMMENT ON COLUMN store.launch_values.shown IS 'True for the better sourced of conflicting values';

COMMENT ON TABLE store.launch_articles IS 'Articles about launches';
COMMENT ON COLUMN store.launch_articles.launch_id IS 'The launch';
COMMENT ON COLUMN store.launch_articles.article_id IS 'The article';
COMMENT ON COLUMN store.launch_articles.event IS 'The article''s event';

COMMENT ON TABLE store.vendors IS 'Organisations of the lexicon';
COMMENT ON COLUMN store.vendors.id IS 'Slug';
COMMENT ON COLUMN store.vendors.name_zh IS 'Chinese name';
COMMENT ON COLUMN store.vendors.name_en IS 'English name';
COMMENT ON COLUMN store.vendors.kind IS 'large_group, startup, operator, state_enterprise, university_lab, industry_company, device_maker, integrator or foreign';
COMMENT ON COLUMN store.vendors.parent IS 'Id of the parent group';
COMMENT ON COLUMN store.vendors.home IS 'Chinese province or city, or ISO code of a country';

COMMENT ON TABLE store.models IS 'Model families and products of the lexicon';
COMMENT ON COLUMN store.models.name IS 'Canonical name';
COMMENT ON COLUMN store.models.vendor_id IS 'The vendor';
COMMENT ON COLUMN store.models.tier IS 'general, industry, application, or none for what is no model';
COMMENT ON COLUMN store.models.industries IS 'Ids of industries';
COMMENT ON COLUMN store.models.kind IS 'model, assistant, product, agent, device or other';

COMMENT ON TABLE store.labels IS 'The taxonomy: ids and names of labels';
COMMENT ON COLUMN store.labels.field IS 'Vocabulary that the label belongs to';
COMMENT ON COLUMN store.labels.id IS 'Id of the label';
COMMENT ON COLUMN store.labels.zh IS 'Chinese name';
COMMENT ON COLUMN store.labels.en IS 'English name';
COMMENT ON COLUMN store.labels.position IS 'Order in the taxonomy';

COMMENT ON TABLE store.claims IS 'Counts of launches that somebody claimed';
COMMENT ON COLUMN store.claims.id IS 'Slug';
COMMENT ON COLUMN store.claims.text_zh IS 'The claim in Chinese';
COMMENT ON COLUMN store.claims.text_en IS 'The claim in English';
COMMENT ON COLUMN store.claims.count IS 'The number claimed';
COMMENT ON COLUMN store.claims.comparison IS 'more_than or exactly';
COMMENT ON COLUMN store.claims.tier IS 'Tier that it counts, where it says so';
COMMENT ON COLUMN store.claims.home IS 'CN where it counts vendors at home in China';
COMMENT ON COLUMN store.claims.min_parameters IS 'Least number of parameters that it counts';
COMMENT ON COLUMN store.claims.filed IS 'True where it counts filings';
COMMENT ON COLUMN store.claims.window_start IS 'First day of its window';
COMMENT ON COLUMN store.claims.window_end IS 'Last day of its window';
COMMENT ON COLUMN store.claims.said_by IS 'Who said it';
COMMENT ON COLUMN store.claims.said_on IS 'When it was said';

COMMENT ON TABLE store.filings IS 'Generative-AI services filed with the regulator, as far as the registry knows';
COMMENT ON COLUMN store.filings.vendor_id IS 'The vendor';
COMMENT ON COLUMN store.filings.model IS 'Name of the service';
COMMENT ON COLUMN store.filings.entity IS 'Legal person that filed';
COMMENT ON COLUMN store.filings.jurisdiction IS 'Where it was filed';
COMMENT ON COLUMN store.filings.date IS 'Day of filing';
COMMENT ON COLUMN store.filings.attribution IS 'Where the fact comes from';

COMMENT ON TABLE store.drops IS 'Items that a stage refused, with their reasons';
COMMENT ON COLUMN store.drops.run_id IS 'The build';
COMMENT ON COLUMN store.drops.stage IS 'extract or dedupe';
COMMENT ON COLUMN store.drops.item IS 'Id of the capture';
COMMENT ON COLUMN store.drops.reason IS 'The reason it is counted under';
COMMENT ON COLUMN store.drops.detail IS 'More, where there is more to say';

COMMENT ON TABLE main.migrations IS 'Migrations of the schema that were applied';
COMMENT ON COLUMN main.migrations.name IS 'File name';
COMMENT ON COLUMN main.migrations.digest IS 'SHA-256 of the file as applied';
COMMENT ON COLUMN main.migrations.applied_at IS 'When it was applied';
