import { useCallback } from 'react';
import { PageSection, Skeleton } from '@patternfly/react-core';
import { Link } from 'react-router';
import { useApi } from '../api/context';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Session } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { PageHeading } from '../app/PageHeading';
import type { Policies } from '../policies/types';
import { ReplayCard } from './ReplayCard';
import { ShadowCard } from './ShadowCard';

/** Bundles tried on real requests before anybody feels them. */
export default function LabPage({ session }: { session: Session }) {
  const api = useApi();
  const load = useCallback(
    (signal: AbortSignal) => api.get<Policies>('/api/policies', signal),
    [api],
  );
  const { value, problem, reload } = useLoaded(load);
  const bundles = value?.bundles.filter(({ state }) => state !== 'REJECTED');
  return (
    <PageSection>
      <p>
        <Link to="/policies">All policies</Link>
      </p>
      <PageHeading title="Lab" lead="What a bundle would change, before it is in force." />
      {problem && <ProblemAlert problem={problem} onRetry={reload} />}
      {bundles === undefined && !problem && <Skeleton height="12rem" screenreaderText="Loading" />}
      {bundles && (
        <div className="generation">
          <ShadowCard bundles={bundles} session={session} />
          <ReplayCard bundles={bundles} session={session} />
        </div>
      )}
    </PageSection>
  );
}
