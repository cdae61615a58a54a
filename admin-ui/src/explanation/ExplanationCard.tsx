import { useState } from 'react';
import { Button, Card, CardBody, CardTitle } from '@patternfly/react-core';
import { useApi } from '../api/context';
import { ProblemAlert } from '../api/ProblemAlert';
import { asProblem, type Problem } from '../api/problem';
import { ExplanationView } from './ExplanationView';
import type { Explanation } from './types';

/** Asks the policies why a request was decided as it was, once somebody wants to know. */
export function ExplanationCard({ address }: { address: string }) {
  const api = useApi();
  const [explanation, setExplanation] = useState<Explanation | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const explain = async () => {
    setBusy(true);
    setProblem(null);
    try {
      setExplanation(await api.get<Explanation>(address));
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Card>
      <CardTitle component="h2">Why, and what would pass</CardTitle>
      <CardBody>
        {problem && <ProblemAlert problem={problem} />}
        {explanation === null ? (
          <>
            <p className="spaced">
              The policies are asked again, with words left out one after the other, until it shows
              which of them mattered.
            </p>
            <Button
              variant="secondary"
              isLoading={busy}
              isDisabled={busy}
              onClick={() => void explain()}
            >
              Explain
            </Button>
          </>
        ) : (
          <ExplanationView explanation={explanation} />
        )}
      </CardBody>
    </Card>
  );
}
