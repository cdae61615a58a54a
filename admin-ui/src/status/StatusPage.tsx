import { useCallback } from 'react';
import {
  Button,
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  Label,
  PageSection,
  Skeleton,
} from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useApi } from '../api/context';
import { ProblemAlert } from '../api/ProblemAlert';
import type { InstallationStatus } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { PageHeading } from '../app/PageHeading';
import { Fact } from '../generation/Fact';
import { Hash } from '../generation/Hash';
import { momentOf } from '../generation/time';

/** How the installation is, for operators. */
export default function StatusPage() {
  const api = useApi();
  const load = useCallback(
    (signal: AbortSignal) => api.get<InstallationStatus>('/api/status', signal),
    [api],
  );
  const { value: status, problem, reload } = useLoaded(load);
  return (
    <PageSection>
      <div className="title-row">
        <PageHeading title="Status" />
        <Button variant="secondary" onClick={reload}>
          Refresh
        </Button>
      </div>
      {problem && <ProblemAlert problem={problem} onRetry={reload} />}
      {status === null && !problem && <Skeleton height="12rem" screenreaderText="Loading" />}
      {status && <Installation status={status} />}
    </PageSection>
  );
}

function Installation({ status }: { status: InstallationStatus }) {
  return (
    <div className="generation">
      <Card>
        <CardTitle component="h2">Installation</CardTitle>
        <CardBody>
          <DescriptionList isHorizontal isCompact>
            <Fact term="Database">
              <Connection state={status.database} />
            </Fact>
            <Fact term="Broker">
              <Connection state={status.broker} />
            </Fact>
            <Fact term="Unfinished requests">
              {status.open} of at most {status.limit}
            </Fact>
            <Fact term="Policies">
              Version {status.policyVersion} <Hash value={status.policyHash} of="the policies" />
            </Fact>
          </DescriptionList>
        </CardBody>
      </Card>
      <Card>
        <CardTitle component="h2">Workers</CardTitle>
        <CardBody>
          {status.workers.length === 0 ? (
            'No worker was heard. Requests wait until one comes.'
          ) : (
            <Workers workers={status.workers} />
          )}
        </CardBody>
      </Card>
    </div>
  );
}

function Connection({ state }: { state: string }) {
  return (
    <Label isCompact status={state === 'connected' ? 'success' : 'danger'}>
      {state}
    </Label>
  );
}

function Workers({ workers }: { workers: InstallationStatus['workers'] }) {
  return (
    <Table aria-label="Workers" variant="compact">
      <Thead>
        <Tr>
          <Th>Name</Th>
          <Th>Device</Th>
          <Th>Models</Th>
          <Th>Checks</Th>
          <Th>Heard</Th>
        </Tr>
      </Thead>
      <Tbody>
        {workers.map(({ name, device, models, checks, heardAt }) => (
          <Tr key={name}>
            <Td dataLabel="Name">{name}</Td>
            <Td dataLabel="Device">{device}</Td>
            <Td dataLabel="Models">{models.map(({ id }) => id).join(', ')}</Td>
            <Td dataLabel="Checks">
              {checks.map((check) => `${check.name} ${check.version}`).join(', ')}
            </Td>
            <Td dataLabel="Heard">{momentOf(heardAt)}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
