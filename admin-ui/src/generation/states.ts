import type { LabelProps } from '@patternfly/react-core';
import type { GenerationState } from '../api/types';

interface StateLook {
  title: string;
  status: LabelProps['status'];
  running: boolean;
}

const looks: Record<GenerationState, StateLook> = {
  QUEUED: { title: 'Waiting', status: 'info', running: true },
  DRAWING: { title: 'Drawing', status: 'info', running: true },
  IN_REVIEW: { title: 'In review', status: 'info', running: false },
  RELEASED: { title: 'Released', status: 'success', running: false },
  QUARANTINED: { title: 'Quarantined', status: 'warning', running: false },
  DENIED: { title: 'Denied', status: 'danger', running: false },
  FAILED: { title: 'Failed', status: 'danger', running: false },
  CANCELLED: { title: 'Cancelled', status: undefined, running: false },
};

export const states = Object.keys(looks) as GenerationState[];

export function lookOf(state: GenerationState): StateLook {
  return looks[state];
}

/** Whether a worker is still awaited. */
export function isRunning(state: GenerationState): boolean {
  return looks[state].running;
}
