import { ClipboardCopy } from '@patternfly/react-core';

/** A hash, of which the beginning is enough to look at and the whole can be copied. */
export function Hash({ value, of }: { value: string; of: string }) {
  return (
    <ClipboardCopy
      variant="inline-compact"
      isCode
      hoverTip={`Copy the hash of ${of}`}
      clickTip="Copied"
      aria-label={`Hash of ${of}`}
      onCopy={() => void navigator.clipboard.writeText(value)}
    >
      {value.slice(0, 12)}
    </ClipboardCopy>
  );
}
