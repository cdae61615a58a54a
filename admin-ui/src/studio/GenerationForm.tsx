import { useState } from 'react';
import { ActionGroup, Button, ExpandableSection, Form, TextArea } from '@patternfly/react-core';
import type { FieldError } from '../api/problem';
import type { Model, Preset } from '../api/types';
import { errorsOf, longestPrompt, type Draft, type DraftErrors } from './draft';
import { Field, inputProps } from './Field';
import { PresetField } from './PresetField';
import { RewritingFields } from './RewritingFields';
import { Settings } from './Settings';
import { StartField } from './StartField';

interface GenerationFormProps {
  models: Model[];
  presets: Preset[];
  draft: Draft;
  busy: boolean;
  /** What the server found wrong with the last try. */
  refused: FieldError[];
  onChange: (draft: Draft) => void;
  onSubmit: () => void;
  /** Shows a model's licence. */
  onLicence: (model: Model) => void;
}

const settingFields: readonly (keyof Draft)[] = [
  'model',
  'width',
  'height',
  'steps',
  'guidanceScale',
  'sampler',
  'seed',
  'count',
  'negativePrompt',
];

export function GenerationForm(props: GenerationFormProps) {
  const { models, presets, draft, busy, refused, onChange, onSubmit, onLicence } = props;
  const [tried, setTried] = useState(false);
  const [open, setOpen] = useState(false);
  const model = models.find(({ id }) => id === draft.model) ?? models[0];
  if (model === undefined) {
    return null;
  }
  const found = errorsOf(draft, model);
  const errors: DraftErrors = { ...byField(refused), ...(tried ? found : {}) };
  const part = { draft, errors, onChange };

  function submit(event: React.SyntheticEvent) {
    event.preventDefault();
    setTried(true);
    if (Object.keys(found).length === 0) {
      onSubmit();
    } else if (settingFields.some((name) => found[name] !== undefined)) {
      setOpen(true);
    }
  }

  return (
    <Form onSubmit={submit} noValidate aria-label="New picture">
      <Field
        id="prompt"
        label="Prompt"
        error={errors.prompt}
        help={
          <span className="prompt-help">
            <span>(word:1.2) makes a word count more, (word:0.8) less.</span>
            <span className="counter">
              {draft.prompt.length.toLocaleString('en')} / {longestPrompt.toLocaleString('en')}
            </span>
          </span>
        }
      >
        <TextArea
          {...inputProps('prompt', errors.prompt)}
          required
          rows={4}
          resizeOrientation="vertical"
          placeholder="Cute sloth blowing out candles on a birthday cake"
          value={draft.prompt}
          onChange={(_, prompt) => onChange({ ...draft, prompt })}
        />
      </Field>
      <StartField {...part} model={model} />
      {presets.length > 0 && <PresetField {...part} presets={presets} model={model} />}
      <RewritingFields {...part} />
      <ExpandableSection
        toggleText="Settings"
        isExpanded={open}
        onToggle={(_, expanded) => setOpen(expanded)}
      >
        <Settings {...part} models={models} model={model} onLicence={onLicence} />
      </ExpandableSection>
      <ActionGroup>
        <Button type="submit" isBlock size="lg" isLoading={busy} isDisabled={busy}>
          Draw
        </Button>
      </ActionGroup>
    </Form>
  );
}

function byField(refused: FieldError[]): DraftErrors {
  return Object.fromEntries(
    refused.map(({ field, rule }) => [field.split('.', 1)[0] ?? field, rule] as const),
  );
}
