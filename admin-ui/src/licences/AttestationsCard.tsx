import { useCallback, useState } from 'react';
import { Button, Card, CardBody, CardTitle, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useApi } from '../api/context';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Session } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { momentOf } from '../generation/time';
import { NoteDialog } from '../policies/NoteDialog';
import { attests } from './rights';
import type { Attestations, NeededAttestation } from './types';

/** What the operator must attest, what of it stands, and the way to attest and revoke. */
export function AttestationsCard({ session }: { session: Session }) {
  const api = useApi();
  const load = useCallback(
    (signal: AbortSignal) => api.get<Attestations>('/api/licence-attestations', signal),
    [api],
  );
  const { value, problem, reload } = useLoaded(load);
  const [attesting, setAttesting] = useState<NeededAttestation | null>(null);
  const [revoking, setRevoking] = useState<NeededAttestation | null>(null);

  const post = async (path: string, body: object) => {
    await api.post(path, body);
    setAttesting(null);
    setRevoking(null);
    reload();
  };

  return (
    <Card>
      <CardTitle component="h2">What the operator attests</CardTitle>
      <CardBody>
        {problem && <ProblemAlert problem={problem} onRetry={reload} />}
        {value?.needed.length === 0 && <p>No licence asks the operator to attest anything.</p>}
        {value && value.needed.length > 0 && (
          <Needed
            needed={value.needed}
            onAttest={attests(session) ? setAttesting : null}
            onRevoke={attests(session) ? setRevoking : null}
          />
        )}
      </CardBody>
      {attesting && (
        <NoteDialog
          title={`Attest ${attesting.subject}`}
          lead={attesting.statement}
          action="Attest"
          onTake={({ note }) =>
            post('/api/licence-attestations', {
              subject: attesting.subject,
              statement: attesting.statement,
              note,
            })
          }
          onClose={() => setAttesting(null)}
        />
      )}
      {revoking?.standing && (
        <NoteDialog
          title={`Revoke ${revoking.subject}`}
          lead="Models under this licence are not offered from then on."
          action="Revoke"
          danger
          onTake={({ note }) =>
            post(`/api/licence-attestations/${revoking.standing?.id}/revocation`, { note })
          }
          onClose={() => setRevoking(null)}
        />
      )}
    </Card>
  );
}

interface NeededProps {
  needed: NeededAttestation[];
  onAttest: ((needed: NeededAttestation) => void) | null;
  onRevoke: ((needed: NeededAttestation) => void) | null;
}

function Needed({ needed, onAttest, onRevoke }: NeededProps) {
  return (
    <Table aria-label="Attestations" variant="compact">
      <Thead>
        <Tr>
          <Th>Clause</Th>
          <Th width={40}>Statement</Th>
          <Th>Stands</Th>
          <Th>Attested by</Th>
          <Th screenReaderText="Steps" />
        </Tr>
      </Thead>
      <Tbody>
        {needed.map((each) => (
          <Tr key={each.subject}>
            <Td dataLabel="Clause">{each.subject}</Td>
            <Td dataLabel="Statement">{each.statement}</Td>
            <Td dataLabel="Stands">
              <Label isCompact status={each.standing ? 'success' : 'danger'}>
                {each.standing ? `until ${momentOf(each.standing.until)}` : 'not attested'}
              </Label>
            </Td>
            <Td dataLabel="Attested by">
              {each.standing ? `${each.standing.by}: ${each.standing.note}` : '–'}
            </Td>
            <Td>
              {onAttest && (
                <Button variant="link" isInline onClick={() => onAttest(each)}>
                  {each.standing ? 'Renew' : 'Attest'}
                </Button>
              )}{' '}
              {onRevoke && each.standing && (
                <Button variant="link" isInline isDanger onClick={() => onRevoke(each)}>
                  Revoke
                </Button>
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
