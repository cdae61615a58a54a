import { Card, CardBody, CardTitle, Label, List, ListItem } from '@patternfly/react-core';
import type { Bundle } from './types';

/** What a bundle's own tests come to. */
export function TestsCard({ tests }: { tests: Bundle['tests'] }) {
  const failing = tests.failures.length;
  return (
    <Card>
      <CardTitle component="h2">Tests</CardTitle>
      <CardBody>
        <Label isCompact status={failing === 0 ? 'success' : 'danger'}>
          {tests.total - failing} of {tests.total} hold
        </Label>
        {failing > 0 && (
          <List isPlain>
            {tests.failures.map(({ file, name, expected, actual }) => (
              <ListItem key={`${file} ${name}`}>
                “{name}” expects {expected}, but the answer is {actual}
              </ListItem>
            ))}
          </List>
        )}
      </CardBody>
    </Card>
  );
}
