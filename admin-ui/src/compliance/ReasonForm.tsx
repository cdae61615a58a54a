import { useState } from 'react';
import {
  ActionGroup,
  Button,
  Card,
  CardBody,
  CardTitle,
  Content,
  Form,
} from '@patternfly/react-core';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Problem } from '../api/problem';
import { ReasonField, saysEnough } from './ReasonField';

interface ReasonFormProps {
  busy: boolean;
  problem: Problem | null;
  onOpen: (reason: string) => void;
}

/** Asks an officer why a request is to be opened. */
export function ReasonForm({ busy, problem, onOpen }: ReasonFormProps) {
  const [reason, setReason] = useState('');
  const good = saysEnough(reason);
  return (
    <Card className="reason">
      <CardTitle component="h2">Why do you open this request?</CardTitle>
      <CardBody>
        <Content component="p">
          It shows what a person asked for. You and your reason are recorded in the log before
          anything is shown.
        </Content>
        <Form
          aria-label="Access"
          onSubmit={(event) => {
            event.preventDefault();
            if (good) {
              onOpen(reason.trim());
            }
          }}
        >
          {problem && <ProblemAlert problem={problem} />}
          <ReasonField
            id="reason"
            value={reason}
            example=", for example the number of a case"
            onChange={setReason}
          />
          <ActionGroup>
            <Button type="submit" isDisabled={!good || busy} isLoading={busy}>
              Open request
            </Button>
          </ActionGroup>
        </Form>
      </CardBody>
    </Card>
  );
}
