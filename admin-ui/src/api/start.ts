import type { CheckReport } from './types';

/** What drawings start from. */

/** A picture that others start from: one that was drawn here, or one that was brought. */
export type StartSource = { generation: string; index: number } | { upload: string };

/** How a request names what it starts from. */
export type StartRequest = StartSource & {
  /** A picture that was brought, whose white is drawn anew; all is drawn without. */
  mask?: string;
  /** How little of it is kept: above 0, at most 1. */
  strength: number;
};

/** What a record says of a picture that others start from. */
export interface Start {
  /** None if somebody brought it. */
  generation: string | null;
  index: number | null;
  /** None where all was drawn. */
  maskHash: string | null;
  strength: number;
  /** None if it was drawn here. */
  upload: {
    id: string;
    fileHash: string;
    marks: string[];
    /** From which scores an officer looks first, by check. */
    review: { name: string; thresholds: Record<string, number> }[];
    checks: CheckReport[];
  } | null;
}

/** A picture that somebody brought. */
export interface Upload {
  id: string;
  createdAt: string;
  expiresAt: string;
  width: number;
  height: number;
  file: { purpose: 'picture' | 'mask' };
  href: string;
}

/** One's own pictures, and what is to be declared of others. */
export interface Uploads {
  items: Upload[];
  /** None where nobody may bring pictures. */
  declaration: { version: string; text: string } | null;
  limits: { bytes: number; kept: number; days: number };
}
