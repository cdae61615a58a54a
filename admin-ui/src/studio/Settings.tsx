import {
  Button,
  FormSelect,
  FormSelectOption,
  InputGroup,
  InputGroupItem,
  TextArea,
  TextInput,
} from '@patternfly/react-core';
import DiceIcon from '@patternfly/react-icons/dist/esm/icons/dice-icon';
import type { Model } from '../api/types';
import { largestSeed, randomSeed, withModel, type Draft, type DraftErrors } from './draft';
import { Field, inputProps, NumberField } from './Field';

export interface PartProps {
  draft: Draft;
  errors: DraftErrors;
  onChange: (draft: Draft) => void;
}

interface SettingsProps extends PartProps {
  models: Model[];
  model: Model;
  /** Shows the model's licence. */
  onLicence: (model: Model) => void;
}

/** Everything about a picture but its words. */
export function Settings({ models, model, draft, errors, onChange, onLicence }: SettingsProps) {
  const set = (name: keyof Draft) => (value: string) => onChange({ ...draft, [name]: value });
  const { minimumSize, maximumSize, maximumSteps, maximumCount } = model.limits;
  const size = { least: minimumSize, most: maximumSize, step: 8 };
  return (
    <div className="settings">
      <Field
        id="model"
        label="Model"
        error={errors.model}
        help={<ModelHelp model={model} onLicence={onLicence} />}
      >
        <FormSelect
          {...inputProps('model', errors.model)}
          value={draft.model}
          onChange={(_, id) => {
            const chosen = models.find((candidate) => candidate.id === id);
            if (chosen !== undefined) {
              onChange(withModel(draft, chosen));
            }
          }}
        >
          {models.map(({ id, title, available }) => (
            <FormSelectOption
              key={id}
              value={id}
              label={available ? title : `${title} (away)`}
              isDisabled={!available}
            />
          ))}
        </FormSelect>
      </Field>
      <div className="settings-grid">
        <NumberField
          id="width"
          label="Width"
          {...size}
          value={draft.width}
          error={errors.width}
          onChange={set('width')}
        />
        <NumberField
          id="height"
          label="Height"
          {...size}
          value={draft.height}
          error={errors.height}
          onChange={set('height')}
        />
        <NumberField
          id="steps"
          label="Steps"
          least={1}
          most={maximumSteps}
          step={1}
          value={draft.steps}
          error={errors.steps}
          onChange={set('steps')}
        />
        <NumberField
          id="guidance"
          label="Guidance"
          least={0}
          most={30}
          step={0.5}
          value={draft.guidanceScale}
          error={errors.guidanceScale}
          onChange={set('guidanceScale')}
        />
        <Field id="sampler" label="Sampler" error={errors.sampler}>
          <FormSelect
            {...inputProps('sampler', errors.sampler)}
            value={draft.sampler}
            onChange={(_, id) => onChange({ ...draft, sampler: id })}
          >
            {model.samplers.map(({ id, title }) => (
              <FormSelectOption key={id} value={id} label={title} />
            ))}
          </FormSelect>
        </Field>
        <NumberField
          id="count"
          label="Pictures"
          least={1}
          most={maximumCount}
          step={1}
          value={draft.count}
          error={errors.count}
          onChange={set('count')}
        />
      </div>
      <Field
        id="seed"
        label="Seed"
        error={errors.seed}
        help="The same seed, words and settings give the same picture."
      >
        <InputGroup>
          <InputGroupItem isFill>
            <TextInput
              {...inputProps('seed', errors.seed)}
              type="number"
              min={0}
              max={largestSeed}
              placeholder="By chance"
              value={draft.seed}
              onChange={(_, seed) => onChange({ ...draft, seed })}
            />
          </InputGroupItem>
          <InputGroupItem>
            <Button
              variant="control"
              aria-label="Roll a seed"
              title="Roll a seed"
              icon={<DiceIcon />}
              onClick={() => onChange({ ...draft, seed: randomSeed() })}
            />
          </InputGroupItem>
        </InputGroup>
      </Field>
      <Field
        id="negative-prompt"
        label="Negative prompt"
        error={errors.negativePrompt}
        help="What the picture should not show. It is checked like the prompt."
      >
        <TextArea
          {...inputProps('negative-prompt', errors.negativePrompt)}
          rows={2}
          resizeOrientation="vertical"
          value={draft.negativePrompt}
          onChange={(_, negativePrompt) => onChange({ ...draft, negativePrompt })}
        />
      </Field>
    </div>
  );
}

function ModelHelp({ model, onLicence }: Pick<SettingsProps, 'model' | 'onLicence'>) {
  return (
    <>
      {model.closed ?? model.description}
      {model.safetyChecker && ' Its own safety checker looks at its pictures too.'}{' '}
      <Button variant="link" isInline size="sm" onClick={() => onLicence(model)}>
        Read the licence
      </Button>
    </>
  );
}
