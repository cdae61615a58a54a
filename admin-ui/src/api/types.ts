/** The server's answers, as its HTTP contract gives them. */

import type { Decision } from './decision';
import type { Start, StartRequest } from './start';

export type * from './decision';
export type * from './model';
export type * from './start';

export type GenerationState =
  | 'QUEUED'
  | 'DRAWING'
  | 'IN_REVIEW'
  | 'RELEASED'
  | 'QUARANTINED'
  | 'DENIED'
  | 'FAILED'
  | 'CANCELLED';

/** A realm role, such as portal-user. */
export type Role = string;

export interface PortalConfiguration {
  /** The address of the Keycloak realm. */
  authority: string;
  clientId: string;
  logOrigin: string;
}

export interface Session {
  userName: string;
  roles: Role[];
  /** The organisation that the user belongs to, if to any. */
  tenant: string | null;
}

export type RewritingChoice = 'accept' | 'decline';

export interface GenerationRequest {
  model: string;
  prompt: string;
  start?: StartRequest;
  preset?: string;
  negativePrompt?: string;
  width: number;
  height: number;
  steps: number;
  guidanceScale: number;
  sampler: string;
  seed?: number;
  count: number;
  rewriting: RewritingChoice;
  justification?: string;
}

interface GenerationHead {
  id: string;
  state: GenerationState;
  createdAt: string;
  finishedAt: string | null;
  model: string;
  modelTitle: string;
  count: number;
}

export interface GenerationSummary extends GenerationHead {
  prompt: string;
  images: PictureReference[];
}

export interface Owner {
  userName: string;
  pseudonym: string;
}

/** A line of the officers' list, which shows no prompt. */
export interface AuditLine extends GenerationHead {
  owner: Owner;
  /** Under whose rules it was decided, if under any. */
  tenant: string | null;
  rewritten: boolean;
  /** The code of the denial or the failure. */
  reason: string | null;
}

/** What an officer sees who opened a generation. */
export interface OpenedGeneration extends Generation {
  owner: Owner;
  receiptText: string | null;
  /** Has the address for a decision where the officer may take one. */
  links: { self: string; review?: string };
}

export interface PictureReference {
  index: number;
  /** A check quarantines; an officer is awaited while held, and withholds. */
  state: 'released' | 'quarantined' | 'held' | 'withheld';
  href: string | null;
}

/** Words of a prompt that count more or less, in UTF-16 units of the normalised prompt. */
export interface WordWeight {
  start: number;
  end: number;
  weight: number;
}

export interface Edit {
  /** In UTF-16 units of the normalised prompt. */
  position: number;
  removed: string;
  inserted: string;
  axis: string;
  value: string;
  slot: string;
  /** How much what was inserted counts when it is drawn; 1 is as much as what stands around it. */
  weight: number;
}

export interface Rewriting {
  /** Required where the user declined and policy demands it. */
  choice: RewritingChoice | 'required';
  justification: string | null;
  changed: boolean;
  targetVersion: string;
  images: { index: number; prompt: string; edits: Edit[] }[];
  reasons: { code: string; message: string; slot: string }[];
}

export interface CheckReport {
  name: string;
  version: string;
  weightsHash: string;
  /** 0 to 1 for each category; differences of cosines where the model's own safety checker looked. */
  scores: Record<string, number>;
  thresholds: Record<string, number>;
  flagged: boolean;
}

export interface Picture extends PictureReference {
  seed: number;
  prompt: string;
  pixelHash: string;
  checks: CheckReport[];
  /** A code for each check that flagged it; not known of records from before this was kept. */
  reasons: string[] | null;
}

export interface Denial {
  code: string;
  message: string;
  categories: string[];
}

/** What came of checking a request against one clause of the licence. */
export interface ClauseVerdict {
  clause: string;
  outcome: 'refused' | 'obliged' | 'passed' | 'attested' | 'unchecked';
  policies: string[];
  imageChecks: string[];
}

export interface GenerationLicence {
  id: string;
  version: string;
  sha256: string;
  /** Not known of requests from before this was kept. */
  acceptedAt: string | null;
  clauses: ClauseVerdict[] | null;
}

export interface Generation extends GenerationHead {
  /** As normalised. */
  prompt: string;
  /** As typed, with the words of a preset. */
  original: string;
  /** What else the decision hung on; not known of requests from before this was kept. */
  asked: { tenant: string | null; preset: string | null } | null;
  negativePrompt: string;
  start: Start | null;
  /** Which words count more or less; none where brackets were text. */
  weights: { prompt: WordWeight[]; negativePrompt: WordWeight[] } | null;
  modelHash: string;
  licence: GenerationLicence;
  width: number;
  height: number;
  steps: number;
  guidanceScale: number;
  sampler: string;
  seed: number;
  normalisation: string[];
  decision: Decision;
  rewriting: Rewriting | null;
  images: Picture[];
  /** Who drew it, once that is known. */
  worker: string | null;
  trace: RunTrace | null;
  failure: { code: string; message: string } | null;
  denial: Denial | null;
  review: Review | null;
  notices: string[];
  /** Where the receipt is, once there is one. */
  receipt: string | null;
}

/** An officer's decision on held pictures. */
export interface Review {
  /** Pseudonym. */
  officer: string;
  released: number;
  reason: string;
  at: string;
}

export interface RunTrace {
  device: string;
  steps: unknown[];
}

export interface InstallationStatus {
  database: string;
  broker: string;
  open: number;
  limit: number;
  policyVersion: string;
  policyHash: string;
  workers: {
    name: string;
    device: string;
    heardAt: string;
    models: { id: string; hash: string }[];
    checks: { name: string; version: string; weightsHash: string }[];
  }[];
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface StepProgress {
  imageIndex: number;
  step: number;
  steps: number;
  preview: string | null;
  withheld: boolean;
}
