import { useCallback } from 'react';
import { Button, EmptyState, PageSection, Skeleton } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router';
import { useApi } from '../api/context';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Session } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { PageHeading } from '../app/PageHeading';
import { BiasCard } from '../bias/BiasCard';
import { momentOf } from '../generation/time';
import { Activations } from './Activations';
import { BundleLabel } from './BundleLabel';
import { InForce } from './InForce';
import { TenantsCard } from './TenantsCard';
import { UploadButton } from './UploadButton';
import type { BundleLine, Policies } from './types';

/** The bundle in force and all others, for authors, officers and auditors. */
export default function PoliciesPage({ session }: { session: Session }) {
  const api = useApi();
  const load = useCallback(
    (signal: AbortSignal) => api.get<Policies>('/api/policies', signal),
    [api],
  );
  const { value: policies, problem, reload } = useLoaded(load);
  return (
    <PageSection>
      <div className="title-row">
        <PageHeading
          title="Policies"
          lead="A bundle is uploaded as a draft, submitted, and approved by somebody who is not its author. Approved, it is a signed version that never changes."
        />
        <div className="bundle-actions">
          <Button variant="secondary" component={(link) => <Link {...link} to="/policies/lab" />}>
            Lab
          </Button>
          {session.roles.includes('policy-author') && <UploadButton />}
        </div>
      </div>
      <p className="spaced">
        <Link to="/policies/persons">Protected persons</Link>
      </p>
      {problem && <ProblemAlert problem={problem} onRetry={reload} />}
      {policies === null && !problem && <Skeleton height="12rem" screenreaderText="Loading" />}
      {policies && (
        <div className="generation">
          <InForce policies={policies} session={session} onChange={reload} />
          {policies.bundles.length === 0 ? (
            <EmptyState titleText="No bundle was uploaded yet" headingLevel="h2" />
          ) : (
            <Bundles bundles={policies.bundles} />
          )}
          <TenantsCard tenants={policies.active.tenants} />
          {policies.history.length > 0 && <Activations activations={policies.history} />}
          <BiasCard />
        </div>
      )}
    </PageSection>
  );
}

function Bundles({ bundles }: { bundles: BundleLine[] }) {
  return (
    <Table aria-label="Bundles" variant="compact">
      <Thead>
        <Tr>
          <Th>Version</Th>
          <Th>Name</Th>
          <Th>State</Th>
          <Th>Author</Th>
          <Th>Uploaded</Th>
          <Th>Decided by</Th>
        </Tr>
      </Thead>
      <Tbody>
        {bundles.map((bundle) => (
          <Tr key={bundle.id}>
            <Td dataLabel="Version">{bundle.number ?? '–'}</Td>
            <Td dataLabel="Name">
              <Link to={`/policies/${bundle.id}`}>{bundle.name}</Link>
            </Td>
            <Td dataLabel="State">
              <BundleLabel bundle={bundle} />
            </Td>
            <Td dataLabel="Author">{bundle.author.userName}</Td>
            <Td dataLabel="Uploaded">{momentOf(bundle.createdAt)}</Td>
            <Td dataLabel="Decided by">{bundle.decidedBy?.userName ?? '–'}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
