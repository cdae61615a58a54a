import { Button, Skeleton } from '@patternfly/react-core';
import { ProblemAlert } from './ProblemAlert';
import type { Pages } from './usePages';

interface PagedItemsProps<T> {
  pages: Pages<T>;
  /** What stands there where there is nothing. */
  empty: React.ReactNode;
  children: (items: T[]) => React.ReactNode;
}

/** A list that grows page by page: loading, failed, empty, or its items and the way to more. */
export function PagedItems<T>({ pages, empty, children }: PagedItemsProps<T>) {
  const { items, problem, more, reload } = pages;
  return (
    <>
      {problem && <ProblemAlert problem={problem} onRetry={reload} />}
      {items === null && !problem && <Skeleton height="12rem" screenreaderText="Loading" />}
      {items?.length === 0 && empty}
      {items && items.length > 0 && children(items)}
      {more && (
        <Button variant="secondary" className="more" onClick={more}>
          Show more
        </Button>
      )}
    </>
  );
}
