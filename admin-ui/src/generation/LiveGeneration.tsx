import { useCallback, useEffect, useState } from 'react';
import { Skeleton } from '@patternfly/react-core';
import { useApi } from '../api/context';
import { asProblem, type Problem } from '../api/problem';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Generation, GenerationState, StepProgress } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import type { Draft } from '../studio/draft';
import { follow } from './follow';
import { GenerationView } from './GenerationView';
import { Progress } from './Progress';
import { isRunning } from './states';

interface LiveGenerationProps {
  id: string;
  /** Asks for the same again. */
  onAgain: (draft: Draft) => void;
}

/** One of the user's own generations: how it comes along, and then all that happened. */
export function LiveGeneration({ id, onAgain }: LiveGenerationProps) {
  const api = useApi();
  const load = useCallback(
    (signal: AbortSignal) =>
      api.get<Generation>(`/api/generations/${encodeURIComponent(id)}`, signal),
    [api, id],
  );
  const { value: loaded, problem, reload } = useLoaded(load);
  const [finished, setFinished] = useState<Generation | null>(null);
  const generation = finished ?? loaded;

  if (problem) {
    return <ProblemAlert problem={problem} onRetry={reload} />;
  }
  if (generation === null) {
    return <Skeleton height="20rem" screenreaderText="Loading the request" />;
  }
  return isRunning(generation.state) ? (
    <Unfinished generation={generation} onFinished={setFinished} />
  ) : (
    <GenerationView generation={generation} onAgain={onAgain} />
  );
}

interface UnfinishedProps {
  generation: Generation;
  onFinished: (generation: Generation) => void;
}

function Unfinished({ generation, onFinished }: UnfinishedProps) {
  const api = useApi();
  const { id, count } = generation;
  const [state, setState] = useState<GenerationState>(generation.state);
  const [steps, setSteps] = useState<Record<number, StepProgress>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [cancelling, setCancelling] = useState(false);

  useEffect(() => {
    const abort = new AbortController();
    const follower = {
      onState: setState,
      onStep: (progress: StepProgress) =>
        setSteps((before) => ({
          ...before,
          [progress.imageIndex]: withLastPreview(progress, before[progress.imageIndex]),
        })),
    };
    follow(api, id, follower, abort.signal).then(onFinished, (thrown: unknown) => {
      if (!abort.signal.aborted) {
        setProblem(asProblem(thrown));
      }
    });
    return () => abort.abort();
  }, [api, id, onFinished]);

  async function cancel() {
    setCancelling(true);
    try {
      await api.post(`/api/generations/${encodeURIComponent(id)}/cancellation`, {});
    } catch (thrown) {
      setCancelling(false);
      setProblem(asProblem(thrown));
    }
  }

  return (
    <>
      {problem && <ProblemAlert problem={problem} />}
      <Progress
        state={state}
        count={count}
        prompt={generation.prompt}
        shape={generation.width / generation.height}
        steps={steps}
        cancelling={cancelling}
        onCancel={() => void cancel()}
      />
    </>
  );
}

/** Not every step brings a preview; the last one stays until a newer one comes or is withheld. */
function withLastPreview(progress: StepProgress, before: StepProgress | undefined): StepProgress {
  return progress.preview === null && !progress.withheld && before
    ? { ...progress, preview: before.preview, withheld: before.withheld }
    : progress;
}
