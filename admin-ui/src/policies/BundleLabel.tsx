import { Label } from '@patternfly/react-core';
import type { BundleLine } from './types';

const looks = {
  DRAFT: { title: 'Draft', status: undefined },
  SUBMITTED: { title: 'Waits for approval', status: 'info' },
  APPROVED: { title: 'Approved', status: 'success' },
  REJECTED: { title: 'Rejected', status: 'danger' },
} as const;

/** How far a bundle has come. */
export function BundleLabel({ bundle }: { bundle: BundleLine }) {
  const { title, status } = looks[bundle.state];
  return (
    <Label status={status} variant={bundle.inForce ? 'filled' : 'outline'} isCompact>
      {bundle.inForce ? 'In force' : title}
    </Label>
  );
}
