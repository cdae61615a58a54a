import { useState } from 'react';
import {
  Button,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  TextArea,
  TextInput,
} from '@patternfly/react-core';
import { ProblemAlert } from '../api/ProblemAlert';
import { asProblem, type Problem } from '../api/problem';

const shortest = 5;
const longest = 500;

/** What somebody says to a step: why, and from when on if it can wait. */
export interface Note {
  note: string;
  at: string | null;
}

interface NoteDialogProps {
  title: string;
  lead: string;
  action: string;
  danger?: boolean;
  /** Asks from when on, too. */
  timed?: boolean;
  onTake: (note: Note) => Promise<void>;
  onClose: () => void;
}

/** Asks why a step is taken; the answer stands in the log. */
export function NoteDialog(props: NoteDialogProps) {
  const { title, lead, action, danger = false, timed = false, onTake, onClose } = props;
  const [note, setNote] = useState('');
  const [time, setTime] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const good = note.trim().length >= shortest;

  const take = () => {
    setBusy(true);
    const at = time === '' ? null : new Date(time).toISOString();
    onTake({ note: note.trim(), at }).catch((thrown: unknown) => {
      setProblem(asProblem(thrown));
      setBusy(false);
    });
  };

  return (
    <Modal isOpen variant="small" aria-labelledby="note-title" onClose={onClose}>
      <ModalHeader title={title} labelId="note-title" />
      <ModalBody>
        <Form
          id="note-form"
          onSubmit={(event) => {
            event.preventDefault();
            take();
          }}
        >
          {problem && <ProblemAlert problem={problem} />}
          <p>{lead}</p>
          <FormGroup label="Why" fieldId="note">
            <TextArea
              id="note"
              aria-describedby="note-help"
              required
              rows={2}
              maxLength={longest}
              resizeOrientation="vertical"
              value={note}
              onChange={(_, value) => setNote(value)}
            />
            <FormHelperText>
              <HelperText id="note-help">
                <HelperTextItem>
                  {shortest} to {longest} characters; they are recorded in the log.
                </HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
          {timed && (
            <FormGroup label="From when on" fieldId="at">
              <TextInput
                id="at"
                type="datetime-local"
                value={time}
                onChange={(_, value) => setTime(value)}
              />
              <FormHelperText>
                <HelperText>
                  <HelperTextItem>At once if left open.</HelperTextItem>
                </HelperText>
              </FormHelperText>
            </FormGroup>
          )}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form="note-form"
          variant={danger ? 'danger' : 'primary'}
          isDisabled={!good || busy}
          isLoading={busy}
        >
          {action}
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
