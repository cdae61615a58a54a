import { useState } from 'react';
import {
  ActionGroup,
  Button,
  Card,
  CardBody,
  CardTitle,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextInput,
} from '@patternfly/react-core';
import { ProblemAlert } from '../api/ProblemAlert';
import { asProblem, type Problem } from '../api/problem';

const shortestNote = 5;
const longestNote = 500;
const longestName = 100;

interface PersonFormProps {
  onPropose: (change: object) => Promise<void>;
}

/** Proposes that somebody is protected from now on. */
export function PersonForm({ onPropose }: PersonFormProps) {
  const [name, setName] = useState('');
  const [aliases, setAliases] = useState('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const good = name.trim() !== '' && note.trim().length >= shortestNote;

  async function propose() {
    setBusy(true);
    setProblem(null);
    try {
      await onPropose({
        add: [{ name: name.trim(), aliases: listed(aliases) }],
        note: note.trim(),
      });
      setName('');
      setAliases('');
      setNote('');
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Card>
      <CardTitle component="h2">Protect somebody</CardTitle>
      <CardBody>
        <Form
          aria-label="Protect somebody"
          onSubmit={(event) => {
            event.preventDefault();
            if (good) {
              void propose();
            }
          }}
        >
          {problem && <ProblemAlert problem={problem} />}
          <FormGroup label="Name" fieldId="person-name">
            <TextInput
              id="person-name"
              required
              maxLength={longestName}
              value={name}
              onChange={(_, value) => setName(value)}
            />
          </FormGroup>
          <FormGroup label="Also known as" fieldId="person-aliases">
            <TextInput
              id="person-aliases"
              aria-describedby="person-aliases-help"
              value={aliases}
              onChange={(_, value) => setAliases(value)}
            />
            <FormHelperText>
              <HelperText id="person-aliases-help">
                <HelperTextItem>
                  Other names, parted by commas. Each is found in any script.
                </HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
          <FormGroup label="Why" fieldId="person-note">
            <TextInput
              id="person-note"
              aria-describedby="person-note-help"
              required
              maxLength={longestNote}
              value={note}
              onChange={(_, value) => setNote(value)}
            />
            <FormHelperText>
              <HelperText id="person-note-help">
                <HelperTextItem>
                  {shortestNote} to {longestNote} characters; they are recorded in the log.
                </HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
          <ActionGroup>
            <Button type="submit" isDisabled={!good || busy} isLoading={busy}>
              Propose
            </Button>
          </ActionGroup>
        </Form>
      </CardBody>
    </Card>
  );
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
