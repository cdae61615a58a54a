import { Button, Skeleton } from '@patternfly/react-core';
import DownloadIcon from '@patternfly/react-icons/dist/esm/icons/download-icon';
import LockIcon from '@patternfly/react-icons/dist/esm/icons/lock-icon';
import { ProblemAlert } from '../api/ProblemAlert';
import type { CheckReport, Picture } from '../api/types';
import { OWN_CHECKER } from './OwnCheckerScores';
import { usePicture } from './Picture';

interface PictureCardProps {
  picture: Picture;
  /** Width divided by height. */
  shape: number;
  fileName: string;
  /** Draws on from the picture, for its owner. */
  onStart?: () => void;
}

/** A picture with its download, or why there is none. Held ones have an address for officers. */
export function PictureCard(props: PictureCardProps) {
  const { picture, shape } = props;
  const shown = picture.state === 'released' || picture.state === 'held';
  return shown && picture.href ? (
    <Shown {...props} href={picture.href} />
  ) : (
    <KeptBack picture={picture} shape={shape} />
  );
}

function Shown({ href, picture, shape, fileName, onStart }: PictureCardProps & { href: string }) {
  const { address, problem } = usePicture(href);
  return (
    <figure className="picture">
      <div className="picture-frame" style={{ aspectRatio: shape }}>
        {problem && <ProblemAlert problem={problem} />}
        {address ? (
          <img src={address} alt={picture.prompt} />
        ) : (
          !problem && <Skeleton height="100%" screenreaderText="Loading the picture" />
        )}
      </div>
      <figcaption className="picture-caption">
        <span>
          Picture {picture.index + 1} <span className="quiet">seed {picture.seed}</span>
        </span>
        {onStart && picture.state === 'released' && (
          <Button
            variant="link"
            isInline
            onClick={onStart}
            aria-label={`Start from picture ${picture.index + 1}`}
          >
            Start from it
          </Button>
        )}
        {address && picture.state === 'released' && (
          <Button
            variant="link"
            isInline
            component="a"
            href={address}
            download={fileName}
            icon={<DownloadIcon />}
            aria-label={`Download picture ${picture.index + 1}`}
          >
            Download
          </Button>
        )}
      </figcaption>
    </figure>
  );
}

function KeptBack({ picture, shape }: { picture: Picture; shape: number }) {
  const { title, text } = wordsFor(picture);
  return (
    <figure className="picture">
      <div className="picture-frame picture-refused" style={{ aspectRatio: shape }}>
        <span className="picture-note">
          <LockIcon aria-hidden="true" />
          <strong>
            Picture {picture.index + 1} {title}
          </strong>
          <span>{text}</span>
        </span>
      </div>
      <figcaption className="picture-caption">
        <span>
          Picture {picture.index + 1} <span className="quiet">seed {picture.seed}</span>
        </span>
      </figcaption>
    </figure>
  );
}

function wordsFor({ state, checks }: Picture): { title: string; text: string } {
  switch (state) {
    case 'held':
      return { title: 'waits for an officer', text: 'It is shown once it is released.' };
    case 'withheld':
      return { title: 'is withheld', text: 'A compliance officer kept it back.' };
    case 'released':
    case 'quarantined': {
      const flagging = checks.filter(({ flagged }) => flagged).map(nameOf);
      const failed = flagging.length > 0 ? flagging.join(' and ') : 'its checks';
      return {
        title: 'is quarantined',
        text: `It did not pass ${failed} and is shown to nobody.`,
      };
    }
  }
}

function nameOf({ name }: CheckReport): string {
  return name === OWN_CHECKER ? "the model's own safety checker" : `the check ${name}`;
}
