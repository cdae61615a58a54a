import { useState } from 'react';
import { Button, Content } from '@patternfly/react-core';
import { useApi } from '../api/context';
import { asProblem, type Problem } from '../api/problem';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Upload } from '../api/types';
import { Thumbnail } from '../generation/Picture';
import { momentOf } from '../generation/time';

interface KeptPicturesProps {
  pictures: Upload[];
  onChosen: (upload: Upload) => void;
  onRemoved: () => void;
}

/** The pictures that somebody brought before, to start from again or to remove. */
export function KeptPictures({ pictures, onChosen, onRemoved }: KeptPicturesProps) {
  const api = useApi();
  const [problem, setProblem] = useState<Problem | null>(null);

  async function remove(upload: Upload) {
    setProblem(null);
    try {
      await api.remove(`/api/uploads/${encodeURIComponent(upload.id)}`);
      onRemoved();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  }

  const shown = pictures.filter(({ file }) => file.purpose === 'picture');
  if (shown.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="kept-title" className="spaced">
      <Content component="h3" id="kept-title">
        Brought before
      </Content>
      {problem && <ProblemAlert problem={problem} />}
      <ul className="kept">
        {shown.map((upload) => {
          const brought = momentOf(upload.createdAt);
          return (
            <li key={upload.id}>
              <Thumbnail href={upload.href} alt={`Picture brought ${brought}`} />
              <span>
                {upload.width} × {upload.height}
                <span className="quiet"> {brought}</span>
              </span>
              <Button
                variant="link"
                isInline
                aria-label={`Start from the picture brought ${brought}`}
                onClick={() => onChosen(upload)}
              >
                Start from it
              </Button>
              <Button
                variant="link"
                isInline
                isDanger
                aria-label={`Remove the picture brought ${brought}`}
                onClick={() => void remove(upload)}
              >
                Remove
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
