import { Bullseye, EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { Link } from 'react-router';
import type { Role } from '../api/types';
import { Seal } from './Seal';

export function NotFound() {
  return (
    <Bullseye>
      <EmptyState
        titleText="There is no such page"
        headingLevel="h1"
        icon={() => <Seal size={56} />}
      >
        <EmptyStateBody>
          It does not exist, or your roles do not open it. <Link to="/">Go to the first page</Link>
        </EmptyStateBody>
      </EmptyState>
    </Bullseye>
  );
}

export function NothingToSee({ roles }: { roles: Role[] }) {
  return (
    <Bullseye>
      <EmptyState
        titleText="Your roles open nothing here"
        headingLevel="h1"
        icon={() => <Seal size={56} />}
      >
        <EmptyStateBody>
          {roles.length === 0
            ? 'You are logged in, but you have no role.'
            : `You are logged in as ${roles.join(', ')}.`}{' '}
          Ask your administrator for a role such as portal-user.
        </EmptyStateBody>
      </EmptyState>
    </Bullseye>
  );
}
