import { useState } from 'react';
import {
  Button,
  Card,
  CardBody,
  CardHeader,
  CardTitle,
  DescriptionList,
} from '@patternfly/react-core';
import { useApi } from '../api/context';
import type { Session } from '../api/types';
import { Fact } from '../generation/Fact';
import { Hash } from '../generation/Hash';
import { momentOf } from '../generation/time';
import { NoteDialog, type Note } from './NoteDialog';
import { mayActivate } from './rights';
import type { Activation, Policies } from './types';

interface InForceProps {
  policies: Policies;
  session: Session;
  onChange: () => void;
}

/** The bundle that decides now, what is to come, and the way back. */
export function InForce({ policies, session, onChange }: InForceProps) {
  const api = useApi();
  const [rolling, setRolling] = useState(false);
  const [cancelling, setCancelling] = useState<Activation | null>(null);
  const { active, scheduled, history } = policies;
  const may = mayActivate(session);

  const post = async (path: string, note: Note) => {
    await api.post(path, { note: note.note });
    setRolling(false);
    setCancelling(null);
    onChange();
  };

  return (
    <Card>
      <CardHeader
        actions={{
          actions: may && history.length > 0 && (
            <Button variant="danger" onClick={() => setRolling(true)}>
              Roll back
            </Button>
          ),
        }}
      >
        <CardTitle component="h2">In force</CardTitle>
      </CardHeader>
      <CardBody>
        <DescriptionList isHorizontal isCompact>
          <Fact term="Bundle">
            {active.version} <Hash value={active.hash} of="the bundle in force" />
          </Fact>
          <Fact term="Since">
            {active.since === null
              ? 'The start, from the installation’s folder'
              : momentOf(active.since)}
          </Fact>
          {scheduled.map((each) => (
            <Fact key={each.id} term="To come">
              Version {each.number} from {momentOf(each.effectiveAt)}, ordered by {each.by.userName}
              : {each.note}{' '}
              {may && (
                <Button variant="link" isInline onClick={() => setCancelling(each)}>
                  Call off
                </Button>
              )}
            </Fact>
          ))}
        </DescriptionList>
      </CardBody>
      {rolling && (
        <NoteDialog
          title="Roll back"
          lead="The version that was in force before decides again at once."
          action="Roll back"
          danger
          onTake={(note) => post('/api/policy-activations/rollback', note)}
          onClose={() => setRolling(false)}
        />
      )}
      {cancelling && (
        <NoteDialog
          title={`Call off version ${cancelling.number}`}
          lead="What is in force stays."
          action="Call off"
          onTake={(note) => post(`/api/policy-activations/${cancelling.id}/cancellation`, note)}
          onClose={() => setCancelling(null)}
        />
      )}
    </Card>
  );
}
