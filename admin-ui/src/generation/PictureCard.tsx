import { Button, Skeleton } from '@patternfly/react-core';
import DownloadIcon from '@patternfly/react-icons/dist/esm/icons/download-icon';
import LockIcon from '@patternfly/react-icons/dist/esm/icons/lock-icon';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Picture } from '../api/types';
import { usePicture } from './Picture';

interface PictureCardProps {
  picture: Picture;
  /** Width divided by height. */
  shape: number;
  fileName: string;
}

/** A picture with its download, or a refusal where it was quarantined. */
export function PictureCard({ picture, shape, fileName }: PictureCardProps) {
  return picture.state === 'released' && picture.href ? (
    <Released href={picture.href} picture={picture} shape={shape} fileName={fileName} />
  ) : (
    <Quarantined picture={picture} shape={shape} />
  );
}

function Released({ href, picture, shape, fileName }: PictureCardProps & { href: string }) {
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
        {address && (
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

function Quarantined({ picture, shape }: { picture: Picture; shape: number }) {
  const flagging = picture.checks.filter(({ flagged }) => flagged).map(({ name }) => name);
  return (
    <figure className="picture">
      <div className="picture-frame picture-refused" style={{ aspectRatio: shape }}>
        <span className="picture-note">
          <LockIcon aria-hidden="true" />
          <strong>Picture {picture.index + 1} is quarantined</strong>
          <span>
            It did not pass{' '}
            {flagging.length > 0 ? `the check ${flagging.join(', ')}` : 'its checks'} and is shown
            to nobody.
          </span>
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
