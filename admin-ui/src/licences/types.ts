/** Who answers for a clause that no rule can check. */
export interface ClauseAttestation {
  by: 'user' | 'operator';
  statement: string;
  /** For how long an operator's stands. */
  days: number | null;
}

/** What stands behind one clause of a licence. */
export interface ClauseCoverage {
  number: string;
  statement: string;
  policies: string[];
  deadPolicies: string[];
  lists: string[];
  imageChecks: string[];
  tests: string[];
  attestation: ClauseAttestation | null;
  /** What is missing. */
  gaps: string[];
}

export interface LicenceCoverage {
  id: string;
  version: string;
  title: string;
  sha256: string;
  clauses: ClauseCoverage[];
}

export interface Coverage {
  bundleVersion: string;
  bundleHash: string;
  licences: LicenceCoverage[];
}

export interface Acceptance {
  id: string;
  userName: string;
  pseudonym: string;
  /** Empty in acceptances from before models were named. */
  model: string;
  licence: string;
  version: string;
  acceptedAt: string;
  withdrawnAt: string | null;
  receipt: string;
  withdrawalReceipt: string | null;
}

export interface Attestation {
  id: string;
  subject: string;
  statement: string;
  by: string;
  at: string;
  until: string;
  note: string;
  stands: boolean;
  revokedAt: string | null;
  receipt: string;
}

export interface NeededAttestation {
  /** The clause, as licence#clause. */
  subject: string;
  licence: string;
  statement: string;
  days: number;
  standing: Attestation | null;
}

export interface Attestations {
  needed: NeededAttestation[];
  history: Attestation[];
}
