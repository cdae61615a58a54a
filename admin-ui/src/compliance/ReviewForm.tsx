import { useState } from 'react';
import {
  ActionGroup,
  Button,
  Card,
  CardBody,
  CardTitle,
  Checkbox,
  Content,
  Form,
  FormGroup,
} from '@patternfly/react-core';
import { useApi } from '../api/context';
import { ProblemAlert } from '../api/ProblemAlert';
import { asProblem, type Problem } from '../api/problem';
import type { Picture } from '../api/types';
import { ReasonField, saysEnough } from './ReasonField';

interface ReviewFormProps {
  /** Where the decision goes. */
  address: string;
  pictures: Picture[];
  onDecided: (reason: string) => void;
}

/** Lets an officer decide which held pictures their owner may have. */
export function ReviewForm({ address, pictures, onDecided }: ReviewFormProps) {
  const api = useApi();
  const [released, setReleased] = useState<number[]>([]);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const held = pictures.filter(({ state }) => state === 'held');
  const good = saysEnough(reason);

  async function decide() {
    setBusy(true);
    try {
      await api.post(address, { released, reason: reason.trim() });
      onDecided(reason.trim());
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  }

  return (
    <Card className="reason">
      <CardTitle component="h2">Decide on these pictures</CardTitle>
      <CardBody>
        <Content component="p">
          Policy lets nobody have them before an officer has looked. What you decide is final, and
          stands in the log with your reason, which the owner sees too.
        </Content>
        <Form
          aria-label="Decision"
          onSubmit={(event) => {
            event.preventDefault();
            if (good) {
              void decide();
            }
          }}
        >
          {problem && <ProblemAlert problem={problem} />}
          <FormGroup role="group" label="Release" fieldId="release">
            {held.map(({ index }) => (
              <Checkbox
                key={index}
                id={`release-${index}`}
                label={`Picture ${index + 1}`}
                isChecked={released.includes(index)}
                onChange={(_, checked) =>
                  setReleased((before) =>
                    checked ? [...before, index] : before.filter((other) => other !== index),
                  )
                }
              />
            ))}
          </FormGroup>
          <ReasonField
            id="review-reason"
            value={reason}

            onChange={setReason}
          />
          <ActionGroup>
            <Button
              type="submit"
              variant={released.length === 0 ? 'danger' : 'primary'}
              isDisabled={!good || busy}
              isLoading={busy}
            >
              {released.length === 0
                ? `Withhold ${held.length === 1 ? 'the picture' : `all ${held.length}`}`
                : `Release ${released.length} of ${held.length}`}
            </Button>
          </ActionGroup>
        </Form>
      </CardBody>
    </Card>
  );
}
