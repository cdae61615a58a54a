import { useCallback } from 'react';
import {
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  PageSection,
  Skeleton,
} from '@patternfly/react-core';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/context';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Session } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { PageHeading } from '../app/PageHeading';
import { Fact } from '../generation/Fact';
import { Hash } from '../generation/Hash';
import { momentOf } from '../generation/time';
import { BundleActions } from './BundleActions';
import { BundleLabel } from './BundleLabel';
import { DiffCard } from './DiffCard';
import { StepsCard } from './StepsCard';
import { TenantsCard } from './TenantsCard';
import { TestsCard } from './TestsCard';
import type { Bundle, Diff } from './types';

/** One bundle: what it changes, what its tests come to, what was done with it and what can be. */
export default function BundlePage({ session }: { session: Session }) {
  const { id = '' } = useParams();
  const api = useApi();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [bundle, diff] = await Promise.all([
        api.get<Bundle>(`/api/policies/${id}`, signal),
        api.get<Diff>(`/api/policies/${id}/diff`, signal),
      ]);
      return { bundle, diff };
    },
    [api, id],
  );
  const { value, problem, reload } = useLoaded(load);
  return (
    <PageSection>
      <p>
        <Link to="/policies">All policies</Link>
      </p>
      {problem && <ProblemAlert problem={problem} onRetry={reload} />}
      {value === null && !problem && <Skeleton height="12rem" screenreaderText="Loading" />}
      {value && (
        <div className="generation">
          <div className="title-row">
            <PageHeading title={titleOf(value.bundle)} />
            <BundleActions bundle={value.bundle} session={session} onChange={reload} />
          </div>
          <Facts bundle={value.bundle} />
          <DiffCard diff={value.diff} />
          <TenantsCard tenants={value.bundle.tenants} />
          <TestsCard tests={value.bundle.tests} />
          <StepsCard steps={value.bundle.steps} />
        </div>
      )}
    </PageSection>
  );
}

function titleOf({ name, number }: Bundle): string {
  return number === null ? `Bundle ${name}` : `Version ${number}, ${name}`;
}

function Facts({ bundle }: { bundle: Bundle }) {
  return (
    <Card>
      <CardTitle component="h2">Bundle</CardTitle>
      <CardBody>
        <DescriptionList isHorizontal isCompact>
          <Fact term="State">
            <BundleLabel bundle={bundle} />
          </Fact>
          <Fact term="Author">
            {bundle.author.userName}, {momentOf(bundle.createdAt)}
          </Fact>
          <Fact term="Manifest">
            <Hash value={bundle.manifestHash} of="the manifest" />
          </Fact>
          <Fact term="Signed by key">{bundle.release?.keyId ?? 'Nobody yet'}</Fact>
        </DescriptionList>
      </CardBody>
    </Card>
  );
}
