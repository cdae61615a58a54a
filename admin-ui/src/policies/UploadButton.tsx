import { useRef, useState } from 'react';
import { Button } from '@patternfly/react-core';
import { useNavigate } from 'react-router';
import { useApi } from '../api/context';
import { ProblemAlert } from '../api/ProblemAlert';
import { asProblem, type Problem } from '../api/problem';
import type { BundleLine } from './types';

/** Uploads a zip archive as a draft and opens it; what is wrong with it is told file by file. */
export function UploadButton() {
  const api = useApi();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const upload = async (file: File) => {
    setBusy(true);
    setProblem(null);
    try {
      const draft = await api.upload<BundleLine>('/api/policies', file, 'application/zip');
      await navigate(`/policies/${draft.id}`);
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };

  return (
    <div className="upload">
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        aria-label="Archive of a bundle"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) {
            void upload(file);
          }
        }}
      />
      <Button isLoading={busy} isDisabled={busy} onClick={() => input.current?.click()}>
        Upload a bundle
      </Button>
      {problem && <ProblemAlert problem={problem} />}
    </div>
  );
}
