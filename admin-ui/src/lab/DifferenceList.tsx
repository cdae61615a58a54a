import { useCallback, useState } from 'react';
import { Button, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router';
import { useApi } from '../api/context';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Page, Session } from '../api/types';
import { usePages } from '../api/usePages';
import { momentOf } from '../generation/time';
import { differences, titles, type DifferenceLine } from './types';

interface DifferenceListProps {
  /** Of the list. */
  address: string;
  title: string;
  session: Session;
}

/** Decisions that come out otherwise. Reviewers may open the requests; a reason is asked there. */
export function DifferenceList({ address, title, session }: DifferenceListProps) {
  const api = useApi();
  const [kind, setKind] = useState('');
  const load = useCallback(
    (cursor: string | null, signal: AbortSignal) => {
      const query = new URLSearchParams({
        ...(kind !== '' && { difference: kind }),
        ...(cursor !== null && { cursor }),
      });
      return api.get<Page<DifferenceLine>>(`${address}?${query}`, signal);
    },
    [api, address, kind],
  );
  const { items, problem, more, reload } = usePages(load);
  return (
    <>
      <div className="lab-filter">
        <FormSelect
          aria-label={`Which of ${title}`}
          value={kind}
          onChange={(_, value) => setKind(value)}
        >
          <FormSelectOption value="" label="All differences" />
          {differences.map((each) => (
            <FormSelectOption key={each} value={each} label={titles[each] ?? each} />
          ))}
        </FormSelect>
        <Button variant="link" onClick={reload}>
          Refresh
        </Button>
      </div>
      {problem && <ProblemAlert problem={problem} onRetry={reload} />}
      {items?.length === 0 && <p className="quiet">None.</p>}
      {items && items.length > 0 && <Lines title={title} items={items} session={session} />}
      {more && (
        <Button variant="secondary" className="more" onClick={more}>
          Show more
        </Button>
      )}
    </>
  );
}

interface LinesProps {
  title: string;
  items: DifferenceLine[];
  session: Session;
}

function Lines({ title, items, session }: LinesProps) {
  const named = items.some(({ owner }) => owner);
  const reviewer =
    session.roles.includes('compliance-officer') || session.roles.includes('auditor');
  return (
    <Table aria-label={title} variant="compact">
      <Thead>
        <Tr>
          <Th>Decided</Th>
          {named && <Th>User</Th>}
          <Th>Difference</Th>
          <Th>In force</Th>
          <Th>Under the bundle</Th>
          <Th>Request</Th>
        </Tr>
      </Thead>
      <Tbody>
        {items.map((line) => (
          <Tr key={line.generation}>
            <Td dataLabel="Decided">{momentOf(line.at ?? line.decidedAt ?? '')}</Td>
            {named && <Td dataLabel="User">{line.owner?.userName}</Td>}
            <Td dataLabel="Difference">{titles[line.difference]}</Td>
            <Td dataLabel="In force">{line.from ?? line.active}</Td>
            <Td dataLabel="Under the bundle">{line.to ?? line.shadow}</Td>
            <Td dataLabel="Request">
              {reviewer ? (
                <Link to={`/compliance/${line.generation}`}>{line.generation.slice(0, 8)}</Link>
              ) : (
                <code>{line.generation.slice(0, 8)}</code>
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
