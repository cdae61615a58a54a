import {
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextInput,
} from '@patternfly/react-core';

interface FieldProps {
  id: string;
  label: string;
  error?: string;
  help?: React.ReactNode;
  children: React.ReactNode;
}

/** A labelled field with its help or, when something is wrong with it, its error. */
export function Field({ id, label, error, help, children }: FieldProps) {
  return (
    <FormGroup label={label} fieldId={id}>
      {children}
      {(error !== undefined || help !== undefined) && (
        <FormHelperText>
          <HelperText id={helpIdOf(id)}>
            <HelperTextItem variant={error === undefined ? 'default' : 'error'}>
              {error ?? help}
            </HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
}

export function helpIdOf(id: string): string {
  return `${id}-help`;
}

/** What ties an input to its field: the id, the help, whether it is wrong. */
export function inputProps(id: string, error: string | undefined) {
  return {
    id,
    'aria-describedby': helpIdOf(id),
    'aria-invalid': error !== undefined,
    validated: error === undefined ? ('default' as const) : ('error' as const),
  };
}

interface NumberFieldProps {
  id: string;
  label: string;
  value: string;
  least: number;
  most: number;
  step: number | 'any';
  error?: string;
  onChange: (value: string) => void;
}

export function NumberField({
  id,
  label,
  value,
  least,
  most,
  step,
  error,
  onChange,
}: NumberFieldProps) {
  return (
    <Field id={id} label={label} error={error}>
      <TextInput
        {...inputProps(id, error)}
        type="number"
        min={least}
        max={most}
        step={step}
        value={value}
        onChange={(_, changed) => onChange(changed)}
      />
    </Field>
  );
}
