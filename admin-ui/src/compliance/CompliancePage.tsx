import { useCallback, useState } from 'react';
import { EmptyState, PageSection } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router';
import { useApi } from '../api/context';
import type { AuditLine, Page } from '../api/types';
import { PagedItems } from '../api/PagedItems';
import { usePages } from '../api/usePages';
import { PageHeading } from '../app/PageHeading';
import { StateLabel } from '../generation/StateLabel';
import { momentOf } from '../generation/time';
import { AuditFilters } from './AuditFilters';
import { noFilter, queryOf, type AuditFilter } from './auditFilter';

/** Everybody's requests, for officers. Prompts are shown only where a request is opened. */
export default function CompliancePage() {
  const api = useApi();
  const [filter, setFilter] = useState<AuditFilter>(noFilter);
  const load = useCallback(
    (cursor: string | null, signal: AbortSignal) =>
      api.get<Page<AuditLine>>(`/api/audit/generations?${queryOf(filter, cursor)}`, signal),
    [api, filter],
  );
  const pages = usePages(load);
  return (
    <PageSection>
      <PageHeading
        title="Compliance"
        lead="All requests. Words and pictures are shown where you open one, which asks for a reason and is itself recorded in the log."
      />
      <AuditFilters onApply={setFilter} />
      <PagedItems
        pages={pages}
        empty={<EmptyState titleText="No request matches these filters" headingLevel="h2" />}
      >
        {(items) => <Lines items={items} />}
      </PagedItems>
    </PageSection>
  );
}

function Lines({ items }: { items: AuditLine[] }) {
  return (
    <Table aria-label="All requests" variant="compact">
      <Thead>
        <Tr>
          <Th>Asked</Th>
          <Th>User</Th>
          <Th>Tenant</Th>
          <Th>State</Th>
          <Th>Reason</Th>
          <Th>Model</Th>
          <Th>Pictures</Th>
          <Th>Rewritten</Th>
          <Th screenReaderText="Open" />
        </Tr>
      </Thead>
      <Tbody>
        {items.map((line) => (
          <Tr key={line.id}>
            <Td dataLabel="Asked">{momentOf(line.createdAt)}</Td>
            <Td dataLabel="User">{line.owner.userName}</Td>
            <Td dataLabel="Tenant">{line.tenant ?? '–'}</Td>
            <Td dataLabel="State">
              <StateLabel state={line.state} />
            </Td>
            <Td dataLabel="Reason">{line.reason ? <code>{line.reason}</code> : '–'}</Td>
            <Td dataLabel="Model">{line.modelTitle}</Td>
            <Td dataLabel="Pictures">{line.count}</Td>
            <Td dataLabel="Rewritten">{line.rewritten ? 'Yes' : 'No'}</Td>
            <Td>
              <Link
                to={`/compliance/${line.id}`}
                aria-label={`Open the request of ${line.owner.userName}, ${momentOf(line.createdAt)}`}
              >
                Open
              </Link>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
