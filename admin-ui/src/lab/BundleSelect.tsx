import { FormSelect, FormSelectOption } from '@patternfly/react-core';
import type { BundleLine } from '../policies/types';

interface BundleSelectProps {
  id: string;
  bundles: BundleLine[];
  value: string;
  onChange: (bundle: string) => void;
}

/** One of the bundles that were not rejected. */
export function BundleSelect({ id, bundles, value, onChange }: BundleSelectProps) {
  return (
    <FormSelect id={id} value={value} onChange={(_, chosen) => onChange(chosen)}>
      <FormSelectOption value="" label="Choose a bundle" isPlaceholder />
      {bundles.map((bundle) => (
        <FormSelectOption key={bundle.id} value={bundle.id} label={nameOf(bundle)} />
      ))}
    </FormSelect>
  );
}

function nameOf({ name, number, state, author, id }: BundleLine): string {
  return number === null
    ? `${name}, ${state === 'DRAFT' ? 'draft' : 'submitted'} of ${author.userName} (${id.slice(0, 8)})`
    : `Version ${number}, ${name}`;
}
