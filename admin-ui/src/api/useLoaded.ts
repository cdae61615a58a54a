import { useCallback, useEffect, useState } from 'react';
import { asProblem, type Problem } from './problem';

export interface Loaded<T> {
  value: T | null;
  problem: Problem | null;
  reload: () => void;
}

/** Loads something when the component appears and whenever `load` becomes another function. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal).then(
      (loaded) => {
        if (!abort.signal.aborted) {
          setValue(loaded);
          setProblem(null);
        }
      },
      (thrown: unknown) => {
        if (!abort.signal.aborted) {
          setProblem(asProblem(thrown));
        }
      },
    );
    return () => abort.abort();
  }, [load, attempt]);

  const reload = useCallback(() => setAttempt((before) => before + 1), []);
  return { value, problem, reload };
}
