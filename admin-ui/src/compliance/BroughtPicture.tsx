import { Card, CardBody, CardTitle, Skeleton } from '@patternfly/react-core';
import { ProblemAlert } from '../api/ProblemAlert';
import { usePicture } from '../generation/Picture';

/** The picture that somebody brought to start from, for the officer who is to decide. */
export function BroughtPicture({ address }: { address: string }) {
  const { address: file, problem } = usePicture(address);
  return (
    <Card>
      <CardTitle component="h2">The picture that was brought</CardTitle>
      <CardBody>
        {problem && <ProblemAlert problem={problem} />}
        {file ? (
          <img className="brought" src={file} alt="What the drawing started from" />
        ) : (
          !problem && <Skeleton height="12rem" screenreaderText="Loading the picture" />
        )}
      </CardBody>
    </Card>
  );
}
