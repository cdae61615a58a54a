import { useState } from 'react';
import { Button, Form, FormGroup, TextInput } from '@patternfly/react-core';
import { useApi } from '../api/context';
import { ProblemAlert } from '../api/ProblemAlert';
import { asProblem, type Problem } from '../api/problem';
import type { BundleLine } from '../policies/types';
import { BundleSelect } from './BundleSelect';
import type { Replay } from './types';

const shortest = 5;
const dayMillis = 24 * 60 * 60 * 1000;

interface ReplayFormProps {
  bundles: BundleLine[];
  onStarted: (replay: Replay) => void;
}

/** Asks under which bundle recorded requests are to be decided again, since when, and why. */
export function ReplayForm({ bundles, onStarted }: ReplayFormProps) {
  const api = useApi();
  const [bundle, setBundle] = useState('');
  const [days, setDays] = useState('30');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const good = bundle !== '' && Number(days) > 0 && note.trim().length >= shortest;

  const start = async () => {
    setProblem(null);
    try {
      const since = new Date(Date.now() - Number(days) * dayMillis).toISOString();
      const begun = await api.post<Replay>('/api/policies/replays', {
        bundle,
        since,
        note: note.trim(),
      });
      if (begun !== null) {
        onStarted(begun);
      }
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };

  return (
    <Form
      aria-label="Replay"
      className="lab-form"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      {problem && <ProblemAlert problem={problem} />}
      <FormGroup label="Bundle" fieldId="replay-bundle">
        <BundleSelect id="replay-bundle" bundles={bundles} value={bundle} onChange={setBundle} />
      </FormGroup>
      <FormGroup label="Days back" fieldId="replay-days">
        <TextInput
          id="replay-days"
          type="number"
          min={1}
          value={days}
          onChange={(_, value) => setDays(value)}
        />
      </FormGroup>
      <FormGroup label="Reason" fieldId="replay-note">
        <TextInput
          id="replay-note"
          maxLength={500}
          value={note}
          onChange={(_, value) => setNote(value)}
        />
      </FormGroup>
      <Button type="submit" isDisabled={!good}>
        Decide again
      </Button>
    </Form>
  );
}
