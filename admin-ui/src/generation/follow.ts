import type { Api } from '../api/api';
import { eventsOf } from '../api/eventStream';
import { Problem } from '../api/problem';
import type { Generation, GenerationState, StepProgress } from '../api/types';
import { isRunning } from './states';

interface Follower {
  onStep: (progress: StepProgress) => void;
  onState: (state: GenerationState) => void;
}

const firstPause = 1_000;
const longestPause = 8_000;

/**
 * Follows a generation until no worker is awaited and gives it then. Where the stream of events breaks off or
 * cannot be had, the generation itself is asked for from time to time.
 */
export async function follow(
  api: Api,
  id: string,
  follower: Follower,
  signal: AbortSignal,
  pause = firstPause,
): Promise<Generation> {
  const address = `/api/generations/${encodeURIComponent(id)}`;
  for (let wait = pause; ; wait = Math.min(wait * 2, longestPause)) {
    await readStream(api, address, follower, signal).catch(passing);
    signal.throwIfAborted();
    const generation = await api.get<Generation>(address, signal).catch(passing);
    if (generation) {
      follower.onState(generation.state);
      if (!isRunning(generation.state)) {
        return generation;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
    signal.throwIfAborted();
  }
}

async function readStream(api: Api, address: string, follower: Follower, signal: AbortSignal) {
  const stream = await api.events(`${address}/events`, signal);
  for await (const { event, data } of eventsOf(stream)) {
    if (event === 'progress') {
      follower.onStep(JSON.parse(data) as StepProgress);
    } else if (event === 'state') {
      const { state } = JSON.parse(data) as { state: GenerationState };
      follower.onState(state);
      if (!isRunning(state)) {
        return;
      }
    }
  }
}

/** Lets faults go that another try may heal; refusals will be the same next time. */
function passing(thrown: unknown): undefined {
  if (thrown instanceof Problem && thrown.status < 500 && thrown.status !== 429) {
    throw thrown;
  }
}
