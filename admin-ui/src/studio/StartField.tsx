import { useState } from 'react';
import { Button, TextInput } from '@patternfly/react-core';
import type { Model, Upload } from '../api/types';
import { Thumbnail } from '../generation/Picture';
import { BringDialog } from './BringDialog';
import { Field, inputProps } from './Field';
import { MaskDialog } from './MaskDialog';
import type { PartProps } from './Settings';
import { hrefOf, sizeLike, usualStrength, usualStrengthInMask, type StartDraft } from './start';

/** The picture that a drawing starts from, and how little of it is kept. */
export function StartField({ model, ...part }: PartProps & { model: Model }) {
  const { draft, onChange } = part;
  const [bringing, setBringing] = useState(false);

  function startFrom(upload: Upload) {
    setBringing(false);
    onChange({
      ...draft,
      ...sizeLike(upload, model.defaults, model.limits),
      start: { source: { upload: upload.id }, mask: null, strength: usualStrength },
    });
  }

  return (
    <>
      {draft.start === null ? (
        <div>
          <Button variant="link" isInline onClick={() => setBringing(true)}>
            Start from a picture of yours
          </Button>
        </div>
      ) : (
        <Chosen {...part} start={draft.start} />
      )}
      {bringing && <BringDialog onClose={() => setBringing(false)} onChosen={startFrom} />}
    </>
  );
}

function Chosen({ draft, errors, onChange, start }: PartProps & { start: StartDraft }) {
  const [painting, setPainting] = useState(false);
  const change = (changed: Partial<StartDraft>) =>
    onChange({ ...draft, start: { ...start, ...changed } });
  return (
    <Field
      id="strength"
      label="Strength"
      error={errors.start}
      help={
        start.mask === null
          ? 'How far the picture may change: 0.3 keeps most of it, 0.9 little.'
          : 'How far the painted part may change. The rest of the picture is kept.'
      }
    >
      <div className="start">
        <Thumbnail href={hrefOf(start.source)} alt="The picture to start from" />
        {start.mask !== null && (
          <Thumbnail
            href={hrefOf({ upload: start.mask })}
            alt="What of it is drawn anew, in white"
          />
        )}
        <TextInput
          {...inputProps('strength', errors.start)}
          type="number"
          min={0.05}
          max={1}
          step={0.05}
          value={start.strength}
          onChange={(_, strength) => change({ strength })}
        />
      </div>
      <div className="start">
        {start.mask === null ? (
          <Button variant="link" isInline onClick={() => setPainting(true)}>
            Change a part only
          </Button>
        ) : (
          <Button
            variant="link"
            isInline
            onClick={() => change({ mask: null, strength: usualStrength })}
          >
            Change all of it
          </Button>
        )}
        <Button variant="link" isInline onClick={() => onChange({ ...draft, start: null })}>
          Start from words alone
        </Button>
      </div>
      {painting && (
        <MaskDialog
          href={hrefOf(start.source)}
          onClose={() => setPainting(false)}
          onPainted={(mask) => {
            setPainting(false);
            change({ mask: mask.id, strength: usualStrengthInMask });
          }}
        />
      )}
    </Field>
  );
}
