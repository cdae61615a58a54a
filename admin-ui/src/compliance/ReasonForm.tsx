import { useState } from 'react';
import {
  ActionGroup,
  Button,
  Card,
  CardBody,
  CardTitle,
  Content,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextArea,
} from '@patternfly/react-core';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Problem } from '../api/problem';

const shortestReason = 5;
const longestReason = 500;

interface ReasonFormProps {
  busy: boolean;
  problem: Problem | null;
  onOpen: (reason: string) => void;
}

/** Asks an officer why a request is to be opened. */
export function ReasonForm({ busy, problem, onOpen }: ReasonFormProps) {
  const [reason, setReason] = useState('');
  const good = reason.trim().length >= shortestReason;
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
          <FormGroup label="Reason" fieldId="reason">
            <TextArea
              id="reason"
              aria-describedby="reason-help"
              required
              rows={2}
              maxLength={longestReason}
              resizeOrientation="vertical"
              value={reason}
              onChange={(_, value) => setReason(value)}
            />
            <FormHelperText>
              <HelperText id="reason-help">
                <HelperTextItem>
                  {shortestReason} to {longestReason} characters, for example the number of a case.
                </HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
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
