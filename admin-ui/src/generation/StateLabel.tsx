import { Label } from '@patternfly/react-core';
import type { GenerationState } from '../api/types';
import { lookOf } from './states';

export function StateLabel({ state }: { state: GenerationState }) {
  const { title, status } = lookOf(state);
  return (
    <Label status={status} variant="outline" isCompact>
      {title}
    </Label>
  );
}
