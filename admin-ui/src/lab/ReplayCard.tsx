import { useCallback, useEffect } from 'react';
import { Alert, Button, Card, CardBody, CardTitle, DescriptionList } from '@patternfly/react-core';
import { useApi } from '../api/context';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Session } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { Fact } from '../generation/Fact';
import { momentOf } from '../generation/time';
import type { BundleLine } from '../policies/types';
import { CountLabels } from './CountLabels';
import { DifferenceList } from './DifferenceList';
import { ReplayForm } from './ReplayForm';
import type { Replay } from './types';

const pauseMillis = 1000;

interface ReplayCardProps {
  bundles: BundleLine[];
  session: Session;
}

/** Recorded requests decided again under another bundle. */
export function ReplayCard({ bundles, session }: ReplayCardProps) {
  const api = useApi();
  const load = useCallback(
    (signal: AbortSignal) => api.get<{ items: Replay[] }>('/api/policies/replays', signal),
    [api],
  );
  const { value, problem, reload } = useLoaded(load);
  const latest = value?.items[0];
  const running = latest?.state === 'RUNNING';

  useEffect(() => {
    if (!running) {
      return undefined;
    }
    const timer = setInterval(reload, pauseMillis);
    return () => clearInterval(timer);
  }, [running, reload]);

  return (
    <Card>
      <CardTitle component="h2">Replay</CardTitle>
      <CardBody>
        <p className="quiet">
          Recorded requests are decided again under a bundle, without effect. No prompt is shown,
          and each run and its reason are recorded in the log.
        </p>
        {problem && <ProblemAlert problem={problem} onRetry={reload} />}
        {value && !running && <ReplayForm bundles={bundles} onStarted={reload} />}
        {latest && (
          <>
            <Progress replay={latest} />
            {running ? (
              <Button
                variant="secondary"
                onClick={() =>
                  void api.post(`/api/policies/replays/${latest.id}/cancellation`, {}).then(reload)
                }
              >
                Call off
              </Button>
            ) : (
              <DifferenceList
                key={latest.id}
                address={`/api/policies/replays/${latest.id}/differences`}
                title="Differences of the replay"
                session={session}
              />
            )}
          </>
        )}
      </CardBody>
    </Card>
  );
}

const ends: Record<Replay['state'], string> = {
  RUNNING: 'so far, back to',
  DONE: 'back to',
  CANCELLED: 'before it was called off, back to',
  FAILED: 'before it failed, back to',
};

function Progress({ replay }: { replay: Replay }) {
  const { bundle, by, at, examined, state, reached, counts, rolesAssumed } = replay;
  return (
    <>
      <DescriptionList isHorizontal isCompact className="spaced">
        <Fact term="Bundle">
          {bundle.number === null ? bundle.name : `Version ${bundle.number}, ${bundle.name}`}, by{' '}
          {by.userName}, {momentOf(at)}
        </Fact>
        <Fact term="Requests">
          {examined} {ends[state]} {momentOf(reached)}
        </Fact>
        <Fact term="Decisions">
          <CountLabels counts={counts} />
        </Fact>
      </DescriptionList>
      {rolesAssumed > 0 && (
        <Alert
          variant="info"
          isInline
          isPlain
          title={`For ${rolesAssumed} of them no roles are recorded; they were taken for a portal user’s.`}
        />
      )}
    </>
  );
}
