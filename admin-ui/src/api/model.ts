/** Models, their licences, and the presets to draw with. */

export interface Model {
  id: string;
  title: string;
  description: string;
  available: boolean;
  /** Why it is not offered, for want of an operator's attestation. */
  closed: string | null;
  licence: { id: string; version: string; title: string; accepted: boolean };
  /** Whether it brings a safety checker of its own. */
  safetyChecker: boolean;
  defaults: {
    width: number;
    height: number;
    steps: number;
    guidanceScale: number;
    sampler: string;
  };
  limits: { minimumSize: number; maximumSize: number; maximumSteps: number; maximumCount: number };
  samplers: { id: string; title: string }[];
  /** What it makes of people, if that was measured. */
  bias: BiasSummary | null;
}

/** Words and settings under a name, which the policy bundle offers. */
export interface Preset {
  id: string;
  title: string;
  description: string;
  /** What follows the prompt. */
  words: string | null;
  negativeWords: string | null;
  /** What a request takes where it names nothing of its own. */
  settings: {
    width: number | null;
    height: number | null;
    steps: number | null;
    guidanceScale: number | null;
  } | null;
}

export interface BiasSummary {
  made: string;
  /** Whether it was measured of the checkpoint that is used. */
  current: boolean;
  goal: number;
  /** The largest distances of a share from its target, 0 to 1. */
  axes: { axis: string; original: number; rewritten: number; met: boolean }[];
}

/** The licence of a model, as the caller stands to it. */
export interface ModelLicence {
  model: string;
  id: string;
  version: string;
  title: string;
  format: 'markdown' | 'plain';
  text: string;
  sha256: string;
  /** What the user attests by accepting it. */
  attested: string[];
  acceptedAt: string | null;
  /** When the caller last withdrew an acceptance. */
  withdrawnAt: string | null;
}
