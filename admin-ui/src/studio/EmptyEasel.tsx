import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import PaletteIcon from '@patternfly/react-icons/dist/esm/icons/palette-icon';

/** Stands where the picture will be. */
export function EmptyEasel() {
  return (
    <EmptyState
      className="easel"
      titleText="Your picture appears here"
      headingLevel="h2"
      icon={PaletteIcon}
    >
      <EmptyStateBody>
        Write a prompt and press Draw. You can watch the picture form, and afterwards see which
        policies decided, what was rewritten and how the picture was checked. Each picture comes
        with a receipt that anybody can verify.
      </EmptyStateBody>
    </EmptyState>
  );
}
