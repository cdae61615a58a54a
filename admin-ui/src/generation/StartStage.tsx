import type { Start } from '../api/types';
import { checksForReview } from './brought';
import { Check } from './ChecksStage';
import { Fact } from './Fact';
import { Hash } from './Hash';
import { Stage } from './Stage';

/** What a drawing started from. */
export function StartFact({ start }: { start: Start }) {
  const { generation, index, upload, maskHash, strength } = start;
  return (
    <Fact term="Started from">
      {upload === null ? (
        <>
          Picture {(index ?? 0) + 1} of the request <code>{generation}</code>
        </>
      ) : (
        <>
          A picture that was brought, file <Hash value={upload.fileHash} of="the file" />
          {upload.marks.length > 0 && `, marked ${upload.marks.map(markName).join(' and ')}`}
        </>
      )}
      , strength {strength}
      {maskHash !== null && ', only the part that was painted over'}
    </Fact>
  );
}

interface StartStageProps {
  upload: NonNullable<Start['upload']>;
  refused: boolean;
}

/** What the image checks said of a picture that was brought, once they have looked. */
export function StartStage({ upload, refused }: StartStageProps) {
  if (upload.checks.length === 0) {
    return null;
  }
  const flagged = upload.checks.some((check) => check.flagged);
  const reviewed = checksForReview(upload).length > 0;
  return (
    <Stage
      title="Brought picture checked"
      outcome={refused && flagged ? 'stopped' : 'done'}
      summary={summaryOf(flagged, reviewed)}
    >
      <div className="checks">
        {upload.checks.map((check) => (
          <Check key={check.name} check={check} picture="Brought picture" />
        ))}
      </div>
    </Stage>
  );
}

function summaryOf(flagged: boolean, reviewed: boolean): string {
  if (flagged) {
    return 'Nothing was drawn from it';
  }
  return reviewed ? 'Passed; an officer looks first' : 'Passed';
}

function markName(mark: string): string {
  switch (mark) {
    case 'imprimatur':
      return 'as drawn here';
    case 'imprimatur-scratch':
      return 'as drawn on a scratch folder';
    case 'iptc-trained':
      return 'as made by a model';
    case 'c2pa':
      return 'with content credentials';
    default:
      return "with a drawing program's settings";
  }
}
