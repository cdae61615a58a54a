import { useCallback, useEffect, useState } from 'react';
import { asProblem, type Problem } from './problem';
import type { Page } from './types';

/** A list as far as it was loaded. */
export interface Pages<T> {
  /** What was loaded so far; null before the first page. */
  items: T[] | null;
  problem: Problem | null;
  /** Loads the next page; null where there is none. */
  more: (() => void) | null;
  reload: () => void;
}

interface Asked<T> {
  load: Loader<T>;
  cursor: string | null;
  attempt: number;
}

type Loader<T> = (cursor: string | null, signal: AbortSignal) => Promise<Page<T>>;

/** A list that grows page by page and starts again whenever `load` becomes another function. */
export function usePages<T>(load: Loader<T>): Pages<T> {
  const [asked, setAsked] = useState<Asked<T>>({ load, cursor: null, attempt: 0 });
  const [items, setItems] = useState<T[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (asked.load !== load) {
    setAsked({ load, cursor: null, attempt: 0 });
    setItems(null);
    setNext(null);
  }

  useEffect(() => {
    const abort = new AbortController();
    asked.load(asked.cursor, abort.signal).then(
      (page) => {
        if (!abort.signal.aborted) {
          setItems((before) =>
            asked.cursor === null ? page.items : [...(before ?? []), ...page.items],
          );
          setNext(page.nextCursor);
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
  }, [asked]);

  const reload = useCallback(
    () => setAsked((before) => ({ ...before, attempt: before.attempt + 1 })),
    [],
  );
  const more = next === null ? null : () => setAsked({ load, cursor: next, attempt: 0 });
  return { items, problem, more, reload };
}
