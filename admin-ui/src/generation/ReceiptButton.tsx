import { useState } from 'react';
import { Button } from '@patternfly/react-core';
import FileSignatureIcon from '@patternfly/react-icons/dist/esm/icons/file-signature-icon';
import { useApi } from '../api/context';
import { asProblem, type Problem } from '../api/problem';
import { ProblemAlert } from '../api/ProblemAlert';
import { saveFile } from './saveFile';

interface ReceiptButtonProps {
  fileName: string;
  /** Where the receipt is, or the receipt itself. */
  receipt: { href: string } | { text: string };
  label?: string;
}

export function ReceiptButton({
  fileName,
  receipt,
  label = 'Download receipt',
}: ReceiptButtonProps) {
  const api = useApi();
  const [problem, setProblem] = useState<Problem | null>(null);

  async function save() {
    try {
      const file =
        'text' in receipt
          ? new Blob([receipt.text], { type: 'text/plain' })
          : await api.blob(receipt.href);
      saveFile(file, fileName);
      setProblem(null);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  }

  return (
    <>
      <Button variant="secondary" icon={<FileSignatureIcon />} onClick={() => void save()}>
        {label}
      </Button>
      {problem && <ProblemAlert problem={problem} />}
    </>
  );
}
