import {
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextArea,
} from '@patternfly/react-core';

const shortest = 5;
const longest = 500;

interface ReasonFieldProps {
  id: string;
  value: string;
  /** What may stand there, behind the number of characters. */
  example?: string;
  onChange: (reason: string) => void;
}

/** Whether a reason says enough to be recorded. */
export function saysEnough(reason: string): boolean {
  return reason.trim().length >= shortest;
}

/** A reason that stands in the log. */
export function ReasonField({ id, value, example = '', onChange }: ReasonFieldProps) {
  return (
    <FormGroup label="Reason" fieldId={id}>
      <TextArea
        id={id}
        aria-describedby={`${id}-help`}
        required
        rows={2}
        maxLength={longest}
        resizeOrientation="vertical"
        value={value}
        onChange={(_, text) => onChange(text)}
      />
      <FormHelperText>
        <HelperText id={`${id}-help`}>
          <HelperTextItem>
            {shortest} to {longest} characters{example}.
          </HelperTextItem>
        </HelperText>
      </FormHelperText>
    </FormGroup>
  );
}
