import { useCallback, useState } from 'react';
import {
  Alert,
  Breadcrumb,
  BreadcrumbItem,
  Button,
  PageSection,
  Skeleton,
} from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router';
import { useApi } from '../api/context';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Session } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { PageHeading } from '../app/PageHeading';
import { NoteDialog } from './NoteDialog';
import { PersonForm } from './PersonForm';
import { mayActivate } from './rights';
import type { BundleLine, Persons, ProtectedPerson } from './types';

const address = '/api/policies/persons';

/** Who is protected; officers and authors propose changes, which somebody else approves. */
export default function PersonsPage({ session }: { session: Session }) {
  const api = useApi();
  const load = useCallback((signal: AbortSignal) => api.get<Persons>(address, signal), [api]);
  const { value, problem, reload } = useLoaded(load);
  const [leaving, setLeaving] = useState<ProtectedPerson | null>(null);
  const [proposed, setProposed] = useState<BundleLine | null>(null);
  const mayPropose = mayActivate(session);

  async function propose(change: object) {
    setProposed(await api.post<BundleLine>(address, change));
    setLeaving(null);
  }

  return (
    <PageSection>
      <Breadcrumb>
        <BreadcrumbItem
          render={({ className }) => (
            <Link className={className} to="/policies">
              Policies
            </Link>
          )}
        />
        <BreadcrumbItem isActive>Protected persons</BreadcrumbItem>
      </Breadcrumb>
      <PageHeading
        title="Protected persons"
        lead="Nobody draws them without their consent, in whatever script or disguise a prompt names them. A name with one letter wrong is looked at by an officer first."
      />
      {problem && <ProblemAlert problem={problem} onRetry={reload} />}
      {value === null && !problem && <Skeleton height="12rem" screenreaderText="Loading" />}
      {proposed && (
        <Alert className="spaced" variant="success" isInline title="The change waits for approval">
          <p>
            Somebody else approves and activates it:{' '}
            <Link to={`/policies/${proposed.id}`}>open the bundle</Link>.
          </p>
        </Alert>
      )}
      {value && (
        <div className="generation">
          {mayPropose && <PersonForm onPropose={propose} />}
          <Registry value={value} onRemove={mayPropose ? setLeaving : undefined} />
        </div>
      )}
      {leaving && (
        <NoteDialog
          title={`Protect ${leaving.name} no longer`}
          lead="Once somebody else has approved it, prompts that name this person are drawn."
          action="Propose"
          danger
          onTake={({ note }) => propose({ remove: [leaving.id], note })}
          onClose={() => setLeaving(null)}
        />
      )}
    </PageSection>
  );
}

interface RegistryProps {
  value: Persons;
  onRemove: ((person: ProtectedPerson) => void) | undefined;
}

function Registry({ value, onRemove }: RegistryProps) {
  return (
    <div>
      <p className="quiet">As in force by {value.bundleVersion}.</p>
      <Table aria-label="Protected persons" variant="compact">
        <Thead>
          <Tr>
            <Th>Name</Th>
            <Th>Also known as</Th>
            <Th>Id</Th>
            {onRemove && <Th screenReaderText="Remove" />}
          </Tr>
        </Thead>
        <Tbody>
          {value.persons.map((person) => (
            <Tr key={person.id}>
              <Td dataLabel="Name">{person.name}</Td>
              <Td dataLabel="Also known as">
                {person.aliases.length > 0 ? person.aliases.join(', ') : '–'}
              </Td>
              <Td dataLabel="Id">
                <code>{person.id}</code>
              </Td>
              {onRemove && (
                <Td>
                  <Button
                    variant="link"
                    isInline
                    aria-label={`Remove ${person.name}`}
                    onClick={() => onRemove(person)}
                  >
                    Remove
                  </Button>
                </Td>
              )}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  );
}
