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
import type { ModelLicence } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { ReceiptButton } from '../generation/ReceiptButton';
import { momentOf } from '../generation/time';
import { WithdrawButton } from './WithdrawButton';

interface LicenceDialogProps {
  /** The model's id. */
  model: string;
  onClose: () => void;
  onAccepted: () => void;
  onWithdrawn: () => void;
}

/** Shows a model's licence, records that it was accepted, and lets that be withdrawn. */
export function LicenceDialog({ model, onClose, onAccepted, onWithdrawn }: LicenceDialogProps) {
  const api = useApi();
  const address = `/api/models/${encodeURIComponent(model)}/licence`;
  const load = useCallback(
    (signal: AbortSignal) => api.get<ModelLicence>(address, signal),
    [api, address],
  );
  const { value: licence, problem } = useLoaded(load);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  async function accept({ version, sha256 }: ModelLicence) {
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
          <LicenceText licence={licence} />
        ) : (
          !problem && <Skeleton height="16rem" screenreaderText="Loading the licence" />
        )}
      </ModalBody>
      <ModalFooter>
        {licence?.acceptedAt ? (
          <>
            <ReceiptButton
              fileName={`imprimatur-licence-${licence.id}.receipt`}
              receipt={{ href: `${address}/receipt` }}
            />
            <WithdrawButton address={address} onWithdrawn={onWithdrawn} />
          </>
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

/** Texts of others are shown to the letter. */
function LicenceText({ licence }: { licence: ModelLicence }) {
  return (
    <>
      {licence.attested.length > 0 && (
        <Content className="spaced">
          <p>By accepting it you also attest:</p>
          <ul>
            {licence.attested.map((statement) => (
              <li key={statement}>{statement}</li>
            ))}
          </ul>
        </Content>
      )}
      {licence.format === 'plain' ? (
        <pre className="licence-plain">{licence.text}</pre>
      ) : (
        <Content className="licence">
          <Markdown>{licence.text}</Markdown>
        </Content>
      )}
    </>
  );
}

function descriptionOf(licence: ModelLicence | null): string {
  if (licence?.acceptedAt) {
    return `You accepted this licence for the model ${licence.model} on ${momentOf(licence.acceptedAt)}.`;
  }
  const withdrawn = licence?.withdrawnAt
    ? `You withdrew your acceptance on ${momentOf(licence.withdrawnAt)}. `
    : '';
  return `${withdrawn}The model comes under this licence. Read it and accept it once, before your first picture; you get a receipt for it.`;
}
