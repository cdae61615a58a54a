/** What the server says of a decision of policy. */

export interface Finding {
  start: number;
  end: number;
  label: string;
  severity: string;
  entry: string;
}

export interface Signal {
  name: string;
  version: string;
  hash: string;
  source: string;
  categories: string[];
  findings: Finding[];
}

export interface DeterminingPolicy {
  id: string;
  effect: 'permit' | 'forbid';
  licenceClause: string | null;
  message: string;
}

export interface Decision {
  effect: 'permit' | 'forbid';
  bundleVersion: string;
  bundleHash: string;
  policies: DeterminingPolicy[];
  signals: Signal[];
  scores: Scores | null;
  writing: Writing | null;
  obligations: Obligation[];
}

/** What the trained models say of the prompt. */
export interface Scores {
  name: string;
  version: string;
  hash: string;
  /** 0 to 1. */
  unsafe: number;
  categories: Score[];
}

export interface Score {
  category: string;
  /** 0 to 1. */
  probability: number;
  level: 'clear' | 'uncertain' | 'likely';
}

export interface Writing {
  /** ISO 639-1, or und. */
  language: string;
  scripts: string[];
  mixesScripts: boolean;
  /** 0 to 1, of the letters that stand in words the models know. */
  knownShare: number;
  disguises: string[];
}

/** What must be done about a request that is permitted. */
export interface Obligation {
  kind: 'rewriting' | 'stricter-images' | 'review';
  policy: DeterminingPolicy;
}
