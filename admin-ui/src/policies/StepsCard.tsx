import { Button, Card, CardBody, CardTitle } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { saveFile } from '../generation/saveFile';
import { momentOf } from '../generation/time';
import type { Step } from './types';

const titles: Record<Step['kind'], string> = {
  UPLOADED: 'Uploaded',
  SUBMITTED: 'Submitted',
  APPROVED: 'Approved',
  REJECTED: 'Rejected',
};

/** What was done with a bundle, with the log's proof of each step. */
export function StepsCard({ steps }: { steps: Step[] }) {
  return (
    <Card>
      <CardTitle component="h2">Steps</CardTitle>
      <CardBody>
        <Table aria-label="Steps" variant="compact">
          <Thead>
            <Tr>
              <Th>Step</Th>
              <Th>By</Th>
              <Th>When</Th>
              <Th>Why</Th>
              <Th screenReaderText="Receipt" />
            </Tr>
          </Thead>
          <Tbody>
            {steps.map(({ kind, by, at, note, receipt }) => (
              <Tr key={kind}>
                <Td dataLabel="Step">{titles[kind]}</Td>
                <Td dataLabel="By">{by.userName}</Td>
                <Td dataLabel="When">{momentOf(at)}</Td>
                <Td dataLabel="Why">{note === '' ? '–' : note}</Td>
                <Td>
                  <Button
                    variant="link"
                    isInline
                    onClick={() =>
                      saveFile(
                        new Blob([receipt]),
                        `imprimatur-policy-${kind.toLowerCase()}.receipt`,
                      )
                    }
                  >
                    Download receipt
                  </Button>
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </CardBody>
    </Card>
  );
}
