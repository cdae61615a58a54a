import { useCallback, useRef, useState } from 'react';
import {
  Button,
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
import { usePicture } from '../generation/Picture';
import { MaskCanvas, type Mask } from './MaskCanvas';

interface MaskDialogProps {
  /** The picture to paint over. */
  href: string;
  onClose: () => void;
  /** Is given the mask, which is kept like other pictures that are brought. */
  onPainted: (mask: Upload) => void;
}

/** Lets somebody paint over the part of a picture that is to be drawn anew. */
export function MaskDialog({ href, onClose, onPainted }: MaskDialogProps) {
  const api = useApi();
  const load = useCallback(
    (signal: AbortSignal) => api.get<Uploads>('/api/uploads', signal),
    [api],
  );
  const { value: uploads, problem: closed } = useLoaded(load);
  const { address, problem: lost } = usePicture(href);
  const [brush, setBrush] = useState(12);
  const [painted, setPainted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const mask = useRef<Mask>(null);
  const problem = refusal ?? closed ?? lost;

  async function use() {
    const file = await mask.current?.file();
    const declaration = uploads?.declaration;
    if (!file || !declaration) {
      return;
    }
    setBusy(true);
    try {
      const version = encodeURIComponent(declaration.version);
      onPainted(
        await api.upload<Upload>(
          `/api/uploads?purpose=mask&declaration=${version}`,
          file,
          'image/png',
        ),
      );
    } catch (thrown) {
      setRefusal(asProblem(thrown));
      setBusy(false);
    }
  }

  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="mask-title">
      <ModalHeader
        labelId="mask-title"
        title="Change a part only"
        description="Paint over what is to be drawn anew. The rest of the picture is kept."
      />
      <ModalBody>
        {problem && <ProblemAlert problem={problem} />}
        {address === null ? (
          !problem && <Skeleton height="20rem" screenreaderText="Loading the picture" />
        ) : (
          <MaskCanvas ref={mask} picture={address} brush={brush} onPaint={() => setPainted(true)} />
        )}
        <FormGroup label="Brush" fieldId="brush">
          <input
            id="brush"
            type="range"
            min={2}
            max={40}
            value={brush}
            onChange={(event) => setBrush(Number(event.target.value))}
          />
        </FormGroup>
      </ModalBody>
      <ModalFooter>
        <Button
          isDisabled={!painted || busy || !uploads?.declaration}
          isLoading={busy}
          onClick={() => void use()}
        >
          Draw this part anew
        </Button>
        <Button
          variant="secondary"
          isDisabled={!painted}
          onClick={() => {
            mask.current?.clear();
            setPainted(false);
          }}
        >
          Start over
        </Button>
        <Button variant="link" onClick={onClose}>
          Close
        </Button>
      </ModalFooter>
    </Modal>
  );
}
