import { FormSelect, FormSelectOption } from '@patternfly/react-core';
import type { Model, Preset } from '../api/types';
import { withPreset } from './draft';
import { Field, inputProps } from './Field';
import type { PartProps } from './Settings';

interface PresetFieldProps extends PartProps {
  presets: Preset[];
  model: Model;
}

/** Words and settings under a name. What it adds to the prompt is told before it is sent. */
export function PresetField({ presets, model, draft, errors, onChange }: PresetFieldProps) {
  const chosen = presets.find(({ id }) => id === draft.preset);
  return (
    <Field id="preset" label="Preset" error={errors.preset} help={chosen && additions(chosen)}>
      <FormSelect
        {...inputProps('preset', errors.preset)}
        value={draft.preset}
        onChange={(_, wanted) =>
          onChange(
            withPreset(
              draft,
              model,
              presets.find(({ id }) => id === wanted),
            ),
          )
        }
      >
        <FormSelectOption value="" label="None: my words alone" />
        {presets.map(({ id, title }) => (
          <FormSelectOption key={id} value={id} label={title} />
        ))}
      </FormSelect>
    </Field>
  );
}

function additions({ description, words, negativeWords }: Preset): string {
  return [
    description,
    words === null ? null : `Adds "${words}" to your words.`,
    negativeWords === null ? null : `Steers away from "${negativeWords}".`,
  ]
    .filter((sentence) => sentence !== null)
    .join(' ');
}
