export const TIERS = ["general", "industry", "application", "none"] as const;
export const EVENTS = ["launch", "update", "plan", "none"] as const;
export const INDUSTRIES = [
  "finance",
  "healthcare",
  "education",
  "legal",
  "government",
  "manufacturing",
  "energy",
  "automotive",
  "transport",
  "telecom",
  "media",
  "commerce",
  "devices",
  "enterprise",
  "software",
  "security",
  "science",
  "agriculture",
  "construction",
  "lifestyle",
  "robotics",
] as const;
export const MARKETS = ["to_b", "to_c", "to_g"] as const;
export const DELIVERIES = ["api", "private_deployment", "fine_tuning", "open_weights", "app", "on_device"] as const;
export const CONCERNS = [
  "data_security",
  "cost",
  "compute",
  "hallucination",
  "compliance",
  "use_case_scarcity",
] as const;
export const MODALITIES = [
  "text",
  "image",
  "video",
  "speech",
  "music",
  "code",
  "multimodal",
  "embodied",
  "3d",
] as const;
export const VENDOR_KINDS = [
  "large_group",
  "startup",
  "operator",
  "state_enterprise",
  "university_lab",
  "industry_company",
  "device_maker",
  "integrator",
  "foreign",
] as const;

export type Tier = (typeof TIERS)[number];
export type Event = (typeof EVENTS)[number];
export type Industry = (typeof INDUSTRIES)[number];
export type VendorKind = (typeof VENDOR_KINDS)[number];

/** Where a label comes from: a span (Unicode code points, 0-based, end-exclusive) and rule, or weighted features. */
export interface Evidence {
  field?: "title" | "text";
  start?: number;
  end?: number;
  rule: string;
  features?: { name: string; weight: number }[];
}

export interface Label<T> {
  value: T;
  /** Calibrated probability, 0–1. */
  confidence: number;
  evidence: Evidence[];
  /** True where the confidence is under the label's threshold: the item goes to review. */
  abstained: boolean;
}

export interface NamedLabel {
  id: string;
  name: string;
  /** All that it goes by. */
  names: string[];
  confidence: number;
  evidence: Evidence[];
}

export interface ModelLabel {
  name: string;
  names: string[];
  family: string | null;
  version: string | null;
  /** Vendor id. */
  vendor: string | null;
  tier: Tier | null;
  confidence: number;
  evidence: Evidence[];
}

export type Role = "subject" | "comparison" | "base" | "investor" | "customer" | "source" | "mention";

export interface Mention {
  kind: "vendor" | "model" | "industry";
  id: string;
  name: string;
  /** Vendor id of a mentioned model. */
  vendor?: string | null;
  tier?: Tier | null;
  industry?: Industry | null;
  role: Role;
  evidence: Evidence;
}

export interface NumberFact {
  what:
    | "parameters"
    | "active_parameters"
    | "context"
    | "training_tokens"
    | "price"
    | "financing"
    | "users"
    | "fee"
    | "planned_date"
    | "claim";
  /** A number; for `planned_date` the day `YYYY-MM-DD`. */
  value: number | string;
  unit: string;
  /** As the text writes it. */
  written: string;
  /** What it is said of, where that is clear: a model's or vendor's name, or a description. */
  of?: string | null;
  comparison?: "more_than" | "about" | "less_than" | null;
  evidence: Evidence;
}

export interface Facets {
  market: Label<string[]>;
  delivery: Label<string[]>;
  concern: Label<string[]>;
  modality: Label<string[]>;
}

/** All labels of one item, as `modeltide tag --json` prints them (without the echoed id). */
export interface Tags {
  relevant: Label<boolean>;
  event: Label<Event>;
  tier: Label<Tier>;
  vendors: NamedLabel[];
  models: ModelLabel[];
  industries: NamedLabel[];
  facets: Facets;
  mentions: Mention[];
  numbers: NumberFact[];
  keywords: { word: string; weight: number }[];
  taggerVersion: string;
}

/** What the tagger reads of an item. */
export interface TagInput {
  id: string;
  title: string;
  text: string;
  /** Day or instant; resolves planned dates. */
  published: string | null;
  source: string | null;
}
