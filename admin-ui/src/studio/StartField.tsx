import { Button, TextInput } from '@patternfly/react-core';
import { Thumbnail } from '../generation/Picture';
import { Field, inputProps } from './Field';
import type { PartProps } from './Settings';

/** The picture that a drawing starts from, and how little of it is kept. */
export function StartField({ draft, errors, onChange }: PartProps) {
  const { start } = draft;
  if (start === null) {
    return null;
  }
  return (
    <Field
      id="strength"
      label="Strength"
      error={errors.start}
      help="How far the picture may change: 0.3 keeps most of it, 0.9 little."
    >
      <div className="start">
        <Thumbnail
          href={`/api/generations/${encodeURIComponent(start.generation)}/images/${start.index}`}
          alt="The picture to start from"
        />
        <TextInput
          {...inputProps('strength', errors.start)}
          type="number"
          min={0.05}
          max={1}
          step={0.05}
          value={start.strength}
          onChange={(_, strength) => onChange({ ...draft, start: { ...start, strength } })}
        />
        <Button variant="link" onClick={() => onChange({ ...draft, start: null })}>
          Remove
        </Button>
      </div>
    </Field>
  );
}
