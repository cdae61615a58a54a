import { Label, LabelGroup } from '@patternfly/react-core';
import { titles, type Counts } from './types';

const looks: Record<string, 'danger' | 'success' | 'info' | 'warning' | undefined> = {
  'newly-blocked': 'danger',
  'newly-allowed': 'success',
  'other-obligations': 'info',
  'other-reason': 'info',
  failed: 'warning',
  dropped: 'warning',
};

/** How many decisions came out how. */
export function CountLabels({ counts }: { counts: Counts }) {
  return (
    <LabelGroup numLabels={7} aria-label="Counts">
      {Object.entries(titles)
        .filter(([kind]) => kind in counts)
        .map(([kind, title]) => (
          <Label key={kind} status={counts[kind] ? looks[kind] : undefined}>
            {title}: {counts[kind]}
          </Label>
        ))}
    </LabelGroup>
  );
}
