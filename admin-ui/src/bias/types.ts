export interface Estimate {
  value: number;
  low: number;
  high: number;
}

export interface AxisResult {
  axis: string;
  classes: string[];
  target: number[];
  original: { shares: Estimate[] };
  rewritten: { shares: Estimate[] };
}

/** What the portal shows of a bias report. */
export interface BiasReport {
  settings: { pictures: number };
  bundle: {
    version: string;
    target: string;
    /** Which of the rewriting's words weigh more where this model draws. */
    emphasis: { occupations: string[]; words: string[]; weight: number }[];
  };
  occupations: { occupation: string; axes: AxisResult[] }[];
}
