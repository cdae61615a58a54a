import { Card, CardBody, CardTitle, DescriptionList, List, ListItem } from '@patternfly/react-core';
import { Fact } from '../generation/Fact';
import type { Changes, Diff } from './types';

/** What a bundle changes, and which decisions on the tests' requests change with it. */
export function DiffCard({ diff }: { diff: Diff }) {
  const sections: [string, Changes][] = [
    ['Files', diff.files],
    ['Policies', diff.policies],
    ['Terms', diff.terms],
    ['Persons', diff.persons],
    ['Thresholds', diff.thresholds],
    ['Presets', diff.presets],
    ['Tenants', diff.tenants],
  ];
  const changed = sections.filter(([, changes]) => count(changes) > 0);
  return (
    <Card>
      <CardTitle component="h2">Compared with {diff.from}, in force</CardTitle>
      <CardBody>
        {changed.length === 0 ? (
          'The bundles are the same.'
        ) : (
          <DescriptionList isHorizontal isCompact>
            {changed.map(([title, changes]) => (
              <Fact key={title} term={title}>
                <ChangeList changes={changes} />
              </Fact>
            ))}
            <Fact term="Decisions">
              <Decisions decisions={diff.decisions} />
            </Fact>
          </DescriptionList>
        )}
      </CardBody>
    </Card>
  );
}

function count({ added, removed, changed }: Changes): number {
  return added.length + removed.length + changed.length;
}

function ChangeList({ changes }: { changes: Changes }) {
  return (
    <List isPlain>
      {changes.added.map((name) => (
        <ListItem key={`+${name}`}>
          <ins>{name}</ins>
        </ListItem>
      ))}
      {changes.removed.map((name) => (
        <ListItem key={`-${name}`}>
          <del>{name}</del>
        </ListItem>
      ))}
      {changes.changed.map((name) => (
        <ListItem key={name}>{name}, changed</ListItem>
      ))}
    </List>
  );
}

function Decisions({ decisions }: { decisions: Diff['decisions'] }) {
  if (decisions.length === 0) {
    return 'None changes on the requests of both bundles’ tests.';
  }
  return (
    <List isPlain>
      {decisions.map(({ file, name, from, to }) => (
        <ListItem key={`${file} ${name}`}>
          “{name}”: <del>{from}</del> <ins>{to}</ins>
        </ListItem>
      ))}
    </List>
  );
}
