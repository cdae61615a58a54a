import { useCallback, useState } from 'react';
import {
  Alert,
  Button,
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  FormGroup,
} from '@patternfly/react-core';
import { useApi } from '../api/context';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Session } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { Fact } from '../generation/Fact';
import { momentOf } from '../generation/time';
import { NoteDialog } from '../policies/NoteDialog';
import { mayActivate } from '../policies/rights';
import type { BundleLine } from '../policies/types';
import { BundleSelect } from './BundleSelect';
import { CountLabels } from './CountLabels';
import { DifferenceList } from './DifferenceList';
import type { Shadow, ShadowRun } from './types';

interface ShadowCardProps {
  bundles: BundleLine[];
  session: Session;
}

/** The bundle that decides beside the one in force, and what came of it. */
export function ShadowCard({ bundles, session }: ShadowCardProps) {
  const api = useApi();
  const load = useCallback(
    (signal: AbortSignal) => api.get<Shadow>('/api/policies/shadow', signal),
    [api],
  );
  const { value: shadow, problem, reload } = useLoaded(load);
  const run = shadow?.running ?? shadow?.runs[0];
  return (
    <Card>
      <CardTitle component="h2">Shadow</CardTitle>
      <CardBody>
        <p className="quiet">
          A bundle decides on every request too, after its answer and without effect.
        </p>
        {problem && <ProblemAlert problem={problem} onRetry={reload} />}
        {shadow && mayActivate(session) && (
          <Orders shadow={shadow} bundles={bundles} onChange={reload} />
        )}
        {run && (
          <>
            <Facts run={run} />
            <DifferenceList
              key={run.id}
              address={`/api/policies/shadow/${run.id}/differences`}
              title="Differences of the shadow"
              session={session}
            />
          </>
        )}
      </CardBody>
    </Card>
  );
}

interface OrdersProps {
  shadow: Shadow;
  bundles: BundleLine[];
  onChange: () => void;
}

function Orders({ shadow, bundles, onChange }: OrdersProps) {
  const api = useApi();
  const [bundle, setBundle] = useState('');
  const [asking, setAsking] = useState(false);
  const running = shadow.running !== null;

  const take = async (note: string) => {
    await (running
      ? api.post('/api/policies/shadow/stop', { note })
      : api.post('/api/policies/shadow', { bundle, note }));
    setAsking(false);
    onChange();
  };

  return (
    <div className="lab-form">
      {!running && (
        <FormGroup label="Bundle" fieldId="shadow-bundle">
          <BundleSelect id="shadow-bundle" bundles={bundles} value={bundle} onChange={setBundle} />
        </FormGroup>
      )}
      <Button
        variant={running ? 'secondary' : 'primary'}
        isDisabled={!running && bundle === ''}
        onClick={() => setAsking(true)}
      >
        {running ? 'Stop the shadow' : 'Start the shadow'}
      </Button>
      {asking && (
        <NoteDialog
          title={running ? 'Stop the shadow' : 'Start the shadow'}
          lead="Nobody who asks for pictures notices."
          action={running ? 'Stop' : 'Start'}
          onTake={({ note }) => take(note)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

function Facts({ run }: { run: ShadowRun }) {
  return (
    <>
      {run.unusable && (
        <Alert
          variant="warning"
          isInline
          title="The bundle cannot be used, so it decides nothing"
        />
      )}
      <DescriptionList isHorizontal isCompact className="spaced">
        <Fact term="Bundle">{run.bundle.name}</Fact>
        <Fact term="Since">
          {momentOf(run.startedAt)}, by {run.startedBy.userName}: {run.note}
        </Fact>
        {run.stoppedAt !== null && (
          <Fact term="Until">
            {momentOf(run.stoppedAt)}, by {run.stoppedBy?.userName}
          </Fact>
        )}
        <Fact term="Decisions">
          <CountLabels counts={run.counts} />
        </Fact>
      </DescriptionList>
    </>
  );
}
