import { useCallback, useState } from 'react';
import {
  Button,
  Checkbox,
  Content,
  Form,
  FormGroup,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  Skeleton,
} from '@patternfly/react-core';
import { useApi } from '../api/context';
import { asProblem, type Problem } from '../api/problem';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Upload, Uploads } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { KeptPictures } from './KeptPictures';

interface BringDialogProps {
  onClose: () => void;
  onChosen: (upload: Upload) => void;
}

const accepted = 'image/png,image/jpeg';

/** Lets somebody bring a picture to start from, or choose one brought before. */
export function BringDialog({ onClose, onChosen }: BringDialogProps) {
  const api = useApi();
  const load = useCallback(
    (signal: AbortSignal) => api.get<Uploads>('/api/uploads', signal),
    [api],
  );
  const { value: uploads, problem, reload } = useLoaded(load);
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="bring-title">
      <ModalHeader labelId="bring-title" title="Start from a picture of yours" />
      <ModalBody>
        {problem && <ProblemAlert problem={problem} onRetry={reload} />}
        {uploads === null ? (
          !problem && <Skeleton height="10rem" screenreaderText="Loading your pictures" />
        ) : (
          <>
            {uploads.declaration === null ? (
              <Content component="p">
                Under the policies in force, nobody may bring pictures.
              </Content>
            ) : (
              <BringForm uploads={uploads} declaration={uploads.declaration} onBrought={onChosen} />
            )}
            <KeptPictures pictures={uploads.items} onChosen={onChosen} onRemoved={reload} />
          </>
        )}
      </ModalBody>
      <ModalFooter>
        <Button variant="link" onClick={onClose}>
          Close
        </Button>
      </ModalFooter>
    </Modal>
  );
}

interface BringFormProps {
  uploads: Uploads;
  declaration: { version: string; text: string };
  onBrought: (upload: Upload) => void;
}

function BringForm({ uploads: { limits }, declaration, onBrought }: BringFormProps) {
  const api = useApi();
  const [file, setFile] = useState<File | null>(null);
  const [declared, setDeclared] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function bring(chosen: File) {
    setBusy(true);
    setProblem(null);
    try {
      const version = encodeURIComponent(declaration.version);
      onBrought(
        await api.upload<Upload>(`/api/uploads?declaration=${version}`, chosen, typeOf(chosen)),
      );
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  }

  return (
    <Form
      aria-label="A picture of yours"
      onSubmit={(event) => {
        event.preventDefault();
        // Events pass through dialogs to the form that opened them.
        event.stopPropagation();
        if (file !== null && declared) {
          void bring(file);
        }
      }}
    >
      {problem && <ProblemAlert problem={problem} />}
      <FormGroup label="File" fieldId="bring-file">
        <input
          id="bring-file"
          type="file"
          accept={accepted}
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
        <Content component="small">
          PNG or JPEG, up to {Math.floor(limits.bytes / 1024 / 1024)} MiB. It is kept for{' '}
          {limits.days} days, encrypted and without anything but its pixels; you can remove it
          before.
        </Content>
      </FormGroup>
      <Checkbox
        id="bring-declaration"
        label={declaration.text}
        isChecked={declared}
        onChange={(_, checked) => setDeclared(checked)}
      />
      <div>
        <Button type="submit" isDisabled={file === null || !declared || busy} isLoading={busy}>
          Start from it
        </Button>
      </div>
    </Form>
  );
}

/** What a browser calls the file; one that it does not know is left to the server to refuse. */
function typeOf(file: File): string {
  return accepted.split(',').includes(file.type) ? file.type : 'image/png';
}
