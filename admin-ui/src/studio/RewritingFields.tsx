import { FormGroup, Radio, TextArea } from '@patternfly/react-core';
import { Field, inputProps } from './Field';
import type { PartProps } from './Settings';

/** Whether persons whom the prompt leaves open may be described, for diversity. */
export function RewritingFields({ draft, errors, onChange }: PartProps) {
  return (
    <FormGroup role="radiogroup" fieldId="rewriting" label="Diversity rewriting" isStack>
      <Radio
        id="rewriting-accept"
        name="rewriting"
        label="Rewrite where my words leave people open"
        description="You see every inserted word and why."
        isChecked={draft.rewriting === 'accept'}
        onChange={() => onChange({ ...draft, rewriting: 'accept' })}
      />
      <Radio
        id="rewriting-decline"
        name="rewriting"
        label="Draw my words as they are"
        description="Your choice and your justification are recorded."
        isChecked={draft.rewriting === 'decline'}
        onChange={() => onChange({ ...draft, rewriting: 'decline' })}
      />
      {draft.rewriting === 'decline' && (
        <Field id="justification" label="Justification" error={errors.justification}>
          <TextArea
            {...inputProps('justification', errors.justification)}
            required
            rows={2}
            resizeOrientation="vertical"
            value={draft.justification}
            onChange={(_, justification) => onChange({ ...draft, justification })}
          />
        </Field>
      )}
    </FormGroup>
  );
}
