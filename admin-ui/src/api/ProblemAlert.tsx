import { Alert, AlertActionLink, List, ListItem } from '@patternfly/react-core';
import type { Problem } from './problem';

/** Says what went wrong, in the server's words, and what can be done about it. */
export function ProblemAlert({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  return (
    <Alert
      variant={problem.status === 429 || problem.status === 503 ? 'warning' : 'danger'}
      isInline
      isLiveRegion
      title={problem.title}
      actionLinks={actionOf(problem, onRetry)}
    >
      {problem.detail !== '' && <p>{problem.detail}</p>}
      {problem.errors.length > 0 && (
        <List isPlain>
          {problem.errors.map((error) => (
            <ListItem key={`${error.field} ${error.rule}`}>
              <strong>{error.field}</strong>: {error.rule}
            </ListItem>
          ))}
        </List>
      )}
      {problem.findings.length > 0 && (
        <List>
          {problem.findings.map((finding) => (
            <ListItem key={finding}>{finding}</ListItem>
          ))}
        </List>
      )}
      {problem.retryAfter !== null && <p>{waiting(problem.retryAfter)}</p>}
    </Alert>
  );
}

/** Loading the page again logs in again. */
function actionOf(problem: Problem, onRetry?: () => void) {
  if (problem.status === 401) {
    return <AlertActionLink onClick={() => window.location.reload()}>Log in again</AlertActionLink>;
  }
  return onRetry && <AlertActionLink onClick={onRetry}>Try again</AlertActionLink>;
}

function waiting(seconds: number): string {
  if (seconds <= 1) {
    return 'You can try again now.';
  }
  return seconds < 90
    ? `Try again in ${seconds} seconds.`
    : `Try again in ${Math.ceil(seconds / 60)} minutes.`;
}
