import type { LabelProps } from '@patternfly/react-core';
import type { GenerationState } from '../api/types';

interface StateLook {
  title: string;
  status: LabelProps['status'];
  final: boolean;
}

const looks: Record<GenerationState, StateLook> = {
  QUEUED: { title: 'Waiting', status: 'info', final: false },
  DRAWING: { title: 'Drawing', status: 'info', final: false },
  RELEASED: { title: 'Released', status: 'success', final: true },
  QUARANTINED: { title: 'Quarantined', status: 'warning', final: true },
  DENIED: { title: 'Denied', status: 'danger', final: true },
  FAILED: { title: 'Failed', status: 'danger', final: true },
  CANCELLED: { title: 'Cancelled', status: undefined, final: true },
};

export const states = Object.keys(looks) as GenerationState[];

export function lookOf(state: GenerationState): StateLook {
  return looks[state];
}

export function isFinal(state: GenerationState): boolean {
  return looks[state].final;
}
