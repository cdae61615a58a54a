export const differences = [
  'newly-blocked',
  'newly-allowed',
  'other-obligations',
  'other-reason',
] as const;

export type Difference = (typeof differences)[number];

export const titles: Record<string, string> = {
  'newly-blocked': 'Newly blocked',
  'newly-allowed': 'Newly allowed',
  'other-obligations': 'Other obligations',
  'other-reason': 'Other reason',
  unchanged: 'Unchanged',
  failed: 'Failed',
  dropped: 'Dropped',
};

/** By difference; of a shadow also those that failed or found no room. */
export type Counts = Record<string, number>;

interface Account {
  userName: string;
  pseudonym: string;
}

interface BundleReference {
  id: string;
  name: string;
  number: number | null;
}

export interface ShadowRun {
  id: string;
  bundle: BundleReference;
  startedBy: Account;
  startedAt: string;
  note: string;
  stoppedBy: Account | null;
  stoppedAt: string | null;
  unusable: boolean;
  counts: Counts;
}

export interface Shadow {
  running: ShadowRun | null;
  runs: ShadowRun[];
}

export interface Replay {
  id: string;
  bundle: BundleReference;
  by: Account;
  at: string;
  since: string;
  limit: number;
  state: 'RUNNING' | 'DONE' | 'CANCELLED' | 'FAILED';
  examined: number;
  reached: string;
  rolesAssumed: number;
  listed: number;
  counts: Counts;
}

/** A line of a replay or of a shadow's list. */
export interface DifferenceLine {
  generation: string;
  difference: Difference;
  at?: string;
  decidedAt?: string;
  /** Only for who reviews everybody's requests. */
  owner?: Account | null;
  from?: string;
  to?: string;
  active?: string;
  shadow?: string;
}
