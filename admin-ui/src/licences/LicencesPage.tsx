import { useCallback } from 'react';
import { Label, PageSection, Skeleton } from '@patternfly/react-core';
import { Link } from 'react-router';
import { useApi } from '../api/context';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Session } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { PageHeading } from '../app/PageHeading';
import { Hash } from '../generation/Hash';
import { AttestationsCard } from './AttestationsCard';
import { CoverageCard } from './CoverageCard';
import { ReportCard } from './ReportCard';
import { reviews } from './rights';
import type { Coverage } from './types';

/** What stands behind the licences in force, for those who answer for it. */
export default function LicencesPage({ session }: { session: Session }) {
  const api = useApi();
  const load = useCallback(
    (signal: AbortSignal) => api.get<Coverage>('/api/licence-coverage', signal),
    [api],
  );
  const { value: coverage, problem, reload } = useLoaded(load);
  return (
    <PageSection>
      <PageHeading
        title="Licences"
        lead="Each clause of the models’ licences, with the policies, image checks and tests that stand behind it, or whoever answers for it where no rule can."
      />
      {reviews(session) && (
        <p className="spaced">
          <Link to="/licences/acceptances">Acceptances and withdrawals</Link>
        </p>
      )}
      <div className="generation">
        {reviews(session) && <ReportCard />}
        <AttestationsCard session={session} />
        {problem && <ProblemAlert problem={problem} onRetry={reload} />}
        {coverage === null && !problem && <Skeleton height="20rem" screenreaderText="Loading" />}
        {coverage && (
          <>
            <p>
              <Summary coverage={coverage} /> Bundle {coverage.bundleVersion}{' '}
              <Hash value={coverage.bundleHash} of="the bundle in force" />
            </p>
            {coverage.licences.map((licence) => (
              <CoverageCard key={licence.id} licence={licence} />
            ))}
          </>
        )}
      </div>
    </PageSection>
  );
}

function Summary({ coverage }: { coverage: Coverage }) {
  const clauses = coverage.licences.flatMap((licence) => licence.clauses);
  const lacking = clauses.filter(({ gaps }) => gaps.length > 0).length;
  return (
    <Label isCompact status={lacking === 0 ? 'success' : 'danger'}>
      {lacking === 0
        ? `All ${clauses.length} clauses are covered`
        : `${lacking} of ${clauses.length} clauses lack something`}
    </Label>
  );
}
