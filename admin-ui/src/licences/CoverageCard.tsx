import { Card, CardBody, CardTitle, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { ClauseAttestation, ClauseCoverage, LicenceCoverage } from './types';

/** The matrix of one licence. */
export function CoverageCard({ licence }: { licence: LicenceCoverage }) {
  return (
    <Card>
      <CardTitle component="h2">
        {licence.title}, version {licence.version}
      </CardTitle>
      <CardBody>
        <Table aria-label={`Coverage of ${licence.id}`} variant="compact">
          <Thead>
            <Tr>
              <Th modifier="nowrap">Clause</Th>
              <Th width={30}>In its words</Th>
              <Th>Policies</Th>
              <Th>Lists and image checks</Th>
              <Th>Tests</Th>
              <Th>Verdict</Th>
            </Tr>
          </Thead>
          <Tbody>
            {licence.clauses.map((clause) => (
              <Clause key={clause.number} clause={clause} />
            ))}
          </Tbody>
        </Table>
      </CardBody>
    </Card>
  );
}

function Clause({ clause }: { clause: ClauseCoverage }) {
  const basis = [...clause.lists, ...clause.imageChecks.map((check) => `image check ${check}`)];
  return (
    <Tr>
      <Td dataLabel="Clause">{clause.number}</Td>
      <Td dataLabel="In its words">
        {clause.statement}
        {clause.attestation && (
          <div className="quiet">
            {whoOf(clause.attestation)}: {clause.attestation.statement}
          </div>
        )}
      </Td>
      <Td dataLabel="Policies">
        <Names names={clause.policies} dead={clause.deadPolicies} />
      </Td>
      <Td dataLabel="Lists and image checks">
        <Names names={basis} dead={[]} />
      </Td>
      <Td dataLabel="Tests">{clause.tests.length === 0 ? '–' : clause.tests.length}</Td>
      <Td dataLabel="Verdict">
        <Verdict clause={clause} />
      </Td>
    </Tr>
  );
}

function Names({ names, dead }: { names: string[]; dead: string[] }) {
  return names.length === 0
    ? '–'
    : names.map((name) => (
        <div key={name}>
          <code>{name}</code>
          {dead.includes(name) && ' (cannot speak)'}
        </div>
      ));
}

function Verdict({ clause }: { clause: ClauseCoverage }) {
  if (clause.gaps.length > 0) {
    return (
      <Label isCompact status="danger">
        {clause.gaps.join('; ')}
      </Label>
    );
  }
  return clause.policies.length === 0 ? (
    <Label isCompact status="warning">
      attested only
    </Label>
  ) : (
    <Label isCompact status="success">
      {clause.attestation === null ? 'tested' : 'tested and attested'}
    </Label>
  );
}

function whoOf({ by, days }: ClauseAttestation): string {
  return by === 'user'
    ? 'Each user attests on accepting'
    : `The operator attests, every ${days} days`;
}
