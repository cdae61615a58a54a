interface Account {
  userName: string;
  pseudonym: string;
}

export type BundleState = 'DRAFT' | 'SUBMITTED' | 'APPROVED' | 'REJECTED';

/** A bundle as lists show it. */
export interface BundleLine {
  id: string;
  name: string;
  state: BundleState;
  /** Of the version, once approved. */
  number: number | null;
  inForce: boolean;
  author: Account;
  createdAt: string;
  decidedBy: Account | null;
  manifestHash: string;
}

export interface Step {
  kind: 'UPLOADED' | 'SUBMITTED' | 'APPROVED' | 'REJECTED';
  by: Account;
  at: string;
  note: string;
  receipt: string;
}

export interface Failure {
  file: string;
  name: string;
  expected: string;
  actual: string;
}

export interface Bundle extends BundleLine {
  steps: Step[];
  tests: { total: number; failures: Failure[] };
  tenants: Tenant[];
  manifest: string;
  release: { statement: string; keyId: string; signature: string; publicKey: string } | null;
}

/** What a bundle adds for one tenant. */
export interface Tenant {
  id: string;
  title: string;
  rules: TenantRule[];
  terms: TenantTerm[];
  /** Those that are lower than the bundle's. */
  thresholds: TenantThreshold[];
}

export interface TenantRule {
  id: string;
  effect: 'permit' | 'forbid';
  /** What it demands; nothing where it forbids. */
  obligation: string | null;
  message: string;
  file: string;
  line: number;
}

export interface TenantTerm {
  term: string;
  category: string;
  severity: 'low' | 'medium' | 'high';
}

export interface TenantThreshold {
  check: string;
  category: string;
  /** Whether it holds under the obligation of stricter images. */
  stricter: boolean;
  score: number;
  usual: number;
}

/** The number 0 is the bundle in the installation's folder. */
export interface Activation {
  id: string;
  number: number;
  kind: 'ACTIVATION' | 'ROLLBACK';
  by: Account;
  effectiveAt: string;
  note: string;
}

export interface Policies {
  active: {
    version: string;
    hash: string;
    number: number;
    since: string | null;
    tenants: Tenant[];
  };
  scheduled: Activation[];
  history: Activation[];
  bundles: BundleLine[];
}

export interface Changes {
  added: string[];
  removed: string[];
  changed: string[];
}

export interface Diff {
  from: string;
  to: string;
  files: Changes;
  policies: Changes;
  terms: Changes;
  persons: Changes;
  thresholds: Changes;
  presets: Changes;
  tenants: Changes;
  decisions: { file: string; name: string; from: string; to: string }[];
}

export interface ProtectedPerson {
  id: string;
  name: string;
  aliases: string[];
}

export interface Persons {
  bundleVersion: string;
  persons: ProtectedPerson[];
}
