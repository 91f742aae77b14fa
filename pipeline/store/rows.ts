import { isoWeek } from "../time.ts";
import type { Article, Capture, Evidence, Label, Launch, NumberFact, Tags } from "../types.ts";
import type { Row } from "./tables.ts";

export function captureRow(capture: Capture, runId: string, outcome: string, reason: string | null): Row {
  return {
    id: capture.id,
    url: capture.url,
    fetched_at: capture.fetchedAt,
    status: capture.status,
    content_type: capture.contentType,
    kind: capture.kind,
    source_id: capture.sourceId,
    digest: capture.digest,
    warc_file: capture.warcFile,
    warc_offset: capture.warcOffset,
    warc_length: capture.warcLength,
    run_id: runId,
    outcome,
    reason,
  };
}

export function articleRow(article: Article): Row {
  return {
    id: article.id,
    capture_id: article.captureId,
    external_id: article.externalId,
    parent_id: article.parentId,
    url: article.url,
    source_id: article.sourceId,
    publisher: article.publisher,
    source: article.source,
    author: article.author,
    title: article.title,
    text: article.text,
    lang: article.lang,
    kind: article.kind,
    published: article.published,
    published_day: article.publishedDay,
    published_precision: article.publishedPrecision,
    published_from: article.publishedFrom,
    week: article.publishedDay ? isoWeek(article.publishedDay) : null,
    fetched_at: article.fetchedAt,
    rule: article.rule,
    removed: article.removed,
  };
}

/** One row a label. An item that is not relevant has only that row: its event and tier are none by definition. */
export function tagRows(articleId: string, tags: Tags): Row[] {
  const row = (field: string, position: number, value: string, from: Partial<Label<unknown>>, more: Row = {}): Row => ({
    article_id: articleId,
    field,
    position,
    value,
    confidence: from.confidence ?? 0,
    abstained: from.abstained ?? false,
    origin: "tagger",
    evidence: from.evidence ?? [],
    ...more,
  });
  const rows = [row("relevant", 0, String(tags.relevant.value), tags.relevant)];
  if (!tags.relevant.value) return rows;
  rows.push(row("event", 0, tags.event.value, tags.event), row("tier", 0, tags.tier.value, tags.tier));
  tags.vendors.forEach((vendor, at) => {
    rows.push(row("vendor", at, vendor.id, vendor, { name: vendor.name }));
  });
  tags.models.forEach((model, at) => {
    rows.push(row("model", at, model.name, model, { name: model.family ?? model.name, vendor_id: model.vendor }));
  });
  tags.industries.forEach((industry, at) => {
    rows.push(row("industry", at, industry.id, industry, { name: industry.name }));
  });
  for (const [facet, label] of Object.entries(tags.facets) as [string, Label<string[]>][]) {
    label.value.forEach((value, at) => {
      rows.push(row(facet, at, value, label));
    });
  }
  return rows;
}

export function mentionRows(articleId: string, tags: Tags): Row[] {
  return tags.mentions.map((mention) => ({
    article_id: articleId,
    kind: mention.kind,
    ref_id: mention.id,
    name: mention.name,
    vendor_id: mention.vendor ?? null,
    tier: mention.tier ?? null,
    role: mention.role,
    ...span(mention.evidence),
  }));
}

export function numberRows(articleId: string, numbers: NumberFact[]): Row[] {
  return numbers.map((number) => ({
    article_id: articleId,
    what: number.what,
    value: typeof number.value === "number" ? number.value : null,
    day: typeof number.value === "string" ? number.value : null,
    unit: number.unit,
    written: number.written,
    of_what: number.of ?? null,
    comparison: number.comparison ?? null,
    ...span(number.evidence),
  }));
}

export function keywordRows(articleId: string, { keywords }: Tags): Row[] {
  return keywords.map(({ word, weight }) => ({ article_id: articleId, word, weight }));
}

const span = ({ field = "text", start = 0, end = 0 }: Evidence): Row => ({ field, start_at: start, end_at: end });

export function launchRow(launch: Launch): Row {
  return {
    id: launch.id,
    vendor_id: launch.vendorId,
    model: launch.model,
    version: launch.version,
    tier: launch.tier,
    industries: launch.industries,
    status: launch.status,
    date: launch.date,
    date_precision: launch.datePrecision,
    parameters: launch.parameters,
    context: launch.context,
    modality: launch.modality,
    open_weights: launch.openWeights,
    licence: launch.licence,
    delivery: launch.delivery,
    price: launch.price,
    basis: launch.basis,
    confidence: launch.confidence,
  };
}

export function launchValueRows(launch: Launch): Row[] {
  return launch.values.map((value) => ({
    launch_id: launch.id,
    field: value.field,
    value: value.value,
    basis: value.basis,
    article_id: value.articleId,
    evidence: value.evidence,
    attribution: value.attribution,
    shown: value.shown,
  }));
}
