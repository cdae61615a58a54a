import { Card, CardBody, CardTitle } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { momentOf } from '../generation/time';
import type { Activation } from './types';

/** What came in force when, by whom and why; the latest first. */
export function Activations({ activations }: { activations: Activation[] }) {
  return (
    <Card>
      <CardTitle component="h2">Activations</CardTitle>
      <CardBody>
        <Table aria-label="Activations" variant="compact">
          <Thead>
            <Tr>
              <Th>From</Th>
              <Th>Version</Th>
              <Th>By</Th>
              <Th>Why</Th>
            </Tr>
          </Thead>
          <Tbody>
            {activations.map(({ id, number, kind, by, effectiveAt, note }) => (
              <Tr key={id}>
                <Td dataLabel="From">{momentOf(effectiveAt)}</Td>
                <Td dataLabel="Version">
                  {number === 0 ? 'The installation’s folder' : number}
                  {kind === 'ROLLBACK' && ', rolled back'}
                </Td>
                <Td dataLabel="By">{by.userName}</Td>
                <Td dataLabel="Why">{note}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </CardBody>
    </Card>
  );
}
