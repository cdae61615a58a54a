import { FormSelect, FormSelectOption } from '@patternfly/react-core';
import { lookOf, states } from './states';

interface StateFilterProps {
  /** A state, or nothing for all. */
  value: string;
  onChange: (state: string) => void;
}

export function StateFilter({ value, onChange }: StateFilterProps) {
  return (
    <FormSelect
      id="state"
      aria-label="State"
      value={value}
      onChange={(_, state) => onChange(state)}
    >
      <FormSelectOption value="" label="All states" />
      {states.map((state) => (
        <FormSelectOption key={state} value={state} label={lookOf(state).title} />
      ))}
    </FormSelect>
  );
}
