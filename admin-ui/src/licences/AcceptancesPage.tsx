import { useCallback } from 'react';
import { EmptyState, Label, PageSection } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router';
import { useApi } from '../api/context';
import type { Page } from '../api/types';
import { PagedItems } from '../api/PagedItems';
import { usePages } from '../api/usePages';
import { PageHeading } from '../app/PageHeading';
import { ReceiptButton } from '../generation/ReceiptButton';
import { momentOf } from '../generation/time';
import type { Acceptance } from './types';

/** Who accepted which licence for which model, and who withdrew that. */
export default function AcceptancesPage() {
  const api = useApi();
  const load = useCallback(
    (cursor: string | null, signal: AbortSignal) =>
      api.get<Page<Acceptance>>(
        `/api/licence-acceptances${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`,
        signal,
      ),
    [api],
  );
  const pages = usePages(load);
  return (
    <PageSection>
      <p>
        <Link to="/licences">All licences</Link>
      </p>
      <PageHeading
        title="Acceptances"
        lead="One acceptance is one user’s, of one text, for one model. A new text needs a new one, and a withdrawal stops use."
      />
      <PagedItems
        pages={pages}
        empty={<EmptyState titleText="Nobody has accepted a licence yet" headingLevel="h2" />}
      >
        {(items) => <Lines items={items} />}
      </PagedItems>
    </PageSection>
  );
}

function Lines({ items }: { items: Acceptance[] }) {
  return (
    <Table aria-label="Acceptances" variant="compact">
      <Thead>
        <Tr>
          <Th>Accepted</Th>
          <Th>User</Th>
          <Th>Model</Th>
          <Th>Licence</Th>
          <Th>Version</Th>
          <Th>Withdrawn</Th>
          <Th screenReaderText="Receipt" />
        </Tr>
      </Thead>
      <Tbody>
        {items.map((line) => (
          <Tr key={line.id}>
            <Td dataLabel="Accepted">{momentOf(line.acceptedAt)}</Td>
            <Td dataLabel="User">{line.userName}</Td>
            <Td dataLabel="Model">{line.model === '' ? 'not named then' : line.model}</Td>
            <Td dataLabel="Licence">{line.licence}</Td>
            <Td dataLabel="Version">{line.version}</Td>
            <Td dataLabel="Withdrawn">
              {line.withdrawnAt === null ? (
                '–'
              ) : (
                <Label isCompact status="warning">
                  {momentOf(line.withdrawnAt)}
                </Label>
              )}
            </Td>
            <Td>
              <ReceiptButton
                label="Receipt"
                fileName={`imprimatur-licence-${line.id}.receipt`}
                receipt={{ text: line.withdrawalReceipt ?? line.receipt }}
              />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
