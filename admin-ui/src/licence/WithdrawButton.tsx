import { useState } from 'react';
import { Button } from '@patternfly/react-core';
import { useApi } from '../api/context';
import { asProblem, type Problem } from '../api/problem';
import { ProblemAlert } from '../api/ProblemAlert';

interface WithdrawButtonProps {
  /** Where the licence of the model is. */
  address: string;
  onWithdrawn: () => void;
}

/** Withdraws the acceptance of a licence, asking once more. */
export function WithdrawButton({ address, onWithdrawn }: WithdrawButtonProps) {
  const api = useApi();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function withdraw() {
    setBusy(true);
    try {
      await api.post(`${address}/withdrawal`, {});
      onWithdrawn();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  }

  if (!asking) {
    return (
      <Button variant="link" isDanger onClick={() => setAsking(true)}>
        Withdraw acceptance
      </Button>
    );
  }
  return (
    <>
      <span>You cannot draw with this model until you accept again. What waits is finished.</span>
      <Button variant="danger" isLoading={busy} isDisabled={busy} onClick={() => void withdraw()}>
        Withdraw
      </Button>
      {problem && <ProblemAlert problem={problem} />}
    </>
  );
}
