export interface Ground {
  attribute: string;
  values: string[];
}

export interface ExplainedPolicy {
  id: string;
  effect: 'permit' | 'forbid';
  obligation: string | null;
  message: string;
  licenceClause: string | null;
  file: string | null;
  line: number | null;
  grounds: Ground[];
}

/** Words of the text that mattered, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
  attribute: string;
  value: string;
  decisive: boolean;
}

export type Remedy =
  | {
      kind: 'change';
      settings: { name: string; from: string; to: string }[];
      removals: { start: number; end: number; text: string }[];
      prompt: string;
      obligations: string[];
    }
  | { kind: 'not-found'; words: number }
  | { kind: 'withheld'; policy: string }
  | { kind: 'not-needed' }
  | { kind: 'unknown' };

export interface Explanation {
  bundle: { version: string; hash: string; available: boolean };
  rolesAssumed: boolean;
  phase: 'original' | 'rewritten';
  text: string;
  allowed: boolean;
  code: string | null;
  policies: ExplainedPolicy[];
  spans: Span[];
  remedy: Remedy;
}
