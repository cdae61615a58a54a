import {
  Bullseye,
  EmptyState,
  EmptyStateBody,
  Button,
  EmptyStateFooter,
} from '@patternfly/react-core';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Problem } from '../api/problem';
import { Seal } from './Seal';

/** Shown when the portal could not start: no server, no login, no session. */
export function StartFailure({ problem }: { problem: Problem }) {
  return (
    <Bullseye style={{ minHeight: '100vh' }}>
      <EmptyState
        titleText="Imprimatur cannot start"
        headingLevel="h1"
        icon={() => <Seal size={64} />}
      >
        <EmptyStateBody>
          <ProblemAlert problem={problem} />
        </EmptyStateBody>
        <EmptyStateFooter>
          <Button onClick={() => window.location.reload()}>Try again</Button>
        </EmptyStateFooter>
      </EmptyState>
    </Bullseye>
  );
}
