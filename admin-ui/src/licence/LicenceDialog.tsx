import { useCallback, useState } from 'react';
import {
  Button,
  Content,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  Skeleton,
} from '@patternfly/react-core';
import Markdown from 'react-markdown';
import { useApi } from '../api/context';
import { asProblem, type Problem } from '../api/problem';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Licence } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { ReceiptButton } from '../generation/ReceiptButton';
import { momentOf } from '../generation/time';

interface LicenceDialogProps {
  id: string;
  onClose: () => void;
  onAccepted: () => void;
}

/** Shows a model's licence and records that it was accepted. */
export function LicenceDialog({ id, onClose, onAccepted }: LicenceDialogProps) {
  const api = useApi();
  const address = `/api/licences/${encodeURIComponent(id)}`;
  const load = useCallback(
    (signal: AbortSignal) => api.get<Licence>(address, signal),
    [api, address],
  );
  const { value: licence, problem } = useLoaded(load);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  async function accept({ version, sha256 }: Licence) {
    setBusy(true);
    try {
      await api.post(`${address}/acceptances`, { version, sha256 });
      onAccepted();
    } catch (thrown) {
      setRefusal(asProblem(thrown));
      setBusy(false);
    }
  }

  const shown = refusal ?? problem;
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="licence-title">
      <ModalHeader
        labelId="licence-title"
        title={licence?.title ?? 'Licence'}
        description={descriptionOf(licence)}
      />
      <ModalBody tabIndex={0} aria-label="Licence text">
        {shown && <ProblemAlert problem={shown} />}
        {licence ? (
          <Content className="licence">
            <Markdown>{licence.text}</Markdown>
          </Content>
        ) : (
          !problem && <Skeleton height="16rem" screenreaderText="Loading the licence" />
        )}
      </ModalBody>
      <ModalFooter>
        {licence?.acceptedAt ? (
          <ReceiptButton
            fileName={`imprimatur-licence-${id}.receipt`}
            receipt={{ href: `${address}/receipt` }}
          />
        ) : (
          <Button
            isDisabled={licence === null || busy}
            isLoading={busy}
            onClick={() => licence && void accept(licence)}
          >
            Accept licence
          </Button>
        )}
        <Button variant="link" onClick={onClose}>
          {licence?.acceptedAt ? 'Close' : 'Not now'}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

function descriptionOf(licence: Licence | null): string {
  return licence?.acceptedAt
    ? `You accepted this licence on ${momentOf(licence.acceptedAt)}.`
    : 'The model comes under this licence. Read it and accept it once, before your first picture; you get a receipt for it.';
}
