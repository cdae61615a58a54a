import { useCallback, useState } from 'react';
import { EmptyState, EmptyStateBody, PageSection } from '@patternfly/react-core';
import LockIcon from '@patternfly/react-icons/dist/esm/icons/lock-icon';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router';
import { useApi } from '../api/context';
import type { GenerationSummary, Page } from '../api/types';
import { PagedItems } from '../api/PagedItems';
import { usePages } from '../api/usePages';
import { PageHeading } from '../app/PageHeading';
import { Thumbnail } from '../generation/Picture';
import { StateFilter } from '../generation/StateFilter';
import { StateLabel } from '../generation/StateLabel';
import { momentOf } from '../generation/time';

/** The user's own requests, newest first. */
export default function HistoryPage() {
  const api = useApi();
  const [state, setState] = useState('');
  const load = useCallback(
    (cursor: string | null, signal: AbortSignal) => {
      const query = new URLSearchParams({ limit: '20' });
      if (state !== '') {
        query.set('state', state);
      }
      if (cursor !== null) {
        query.set('cursor', cursor);
      }
      return api.get<Page<GenerationSummary>>(`/api/generations?${query}`, signal);
    },
    [api, state],
  );
  const pages = usePages(load);
  return (
    <PageSection>
      <PageHeading title="History" lead="Everything you asked for, refused requests included." />
      <div className="filters">
        <StateFilter value={state} onChange={setState} />
      </div>
      <PagedItems pages={pages} empty={<NothingYet filtered={state !== ''} />}>
        {(items) => <Requests items={items} />}
      </PagedItems>
    </PageSection>
  );
}

function Requests({ items }: { items: GenerationSummary[] }) {
  return (
    <Table aria-label="My requests" variant="compact">
      <Thead>
        <Tr>
          <Th width={10}>Picture</Th>
          <Th width={50}>Prompt</Th>
          <Th>State</Th>
          <Th>Model</Th>
          <Th>Asked</Th>
        </Tr>
      </Thead>
      <Tbody>
        {items.map((item) => (
          <Tr key={item.id}>
            <Td dataLabel="Picture">
              <FirstPicture item={item} />
            </Td>
            <Td dataLabel="Prompt">
              <Link to={`/history/${item.id}`} className="prompt-link">
                {item.prompt}
              </Link>
            </Td>
            <Td dataLabel="State">
              <StateLabel state={item.state} />
            </Td>
            <Td dataLabel="Model">{item.modelTitle}</Td>
            <Td dataLabel="Asked">{momentOf(item.createdAt)}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function FirstPicture({ item }: { item: GenerationSummary }) {
  const released = item.images.find(({ href }) => href !== null);
  if (released?.href) {
    return <Thumbnail href={released.href} alt="" />;
  }
  return (
    <span className="thumbnail thumbnail-none" aria-hidden="true">
      {item.state === 'QUARANTINED' ? <LockIcon /> : '–'}
    </span>
  );
}

function NothingYet({ filtered }: { filtered: boolean }) {
  return (
    <EmptyState
      titleText={filtered ? 'No request is in this state' : 'You asked for nothing yet'}
      headingLevel="h2"
    >
      <EmptyStateBody>
        <Link to="/">Ask for a picture</Link>
      </EmptyStateBody>
    </EmptyState>
  );
}
