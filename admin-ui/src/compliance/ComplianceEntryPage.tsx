import { useState } from 'react';
import { Alert, Breadcrumb, BreadcrumbItem, PageSection } from '@patternfly/react-core';
import { PageHeading } from '../app/PageHeading';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/context';
import { asProblem, type Problem } from '../api/problem';
import type { OpenedGeneration } from '../api/types';
import { ExplanationCard } from '../explanation/ExplanationCard';
import { GenerationView } from '../generation/GenerationView';
import { BroughtPicture } from './BroughtPicture';
import { ReasonForm } from './ReasonForm';
import { ReviewForm } from './ReviewForm';
import { withReason } from './withReason';

/** One request as an officer sees it, after giving a reason. */
export default function ComplianceEntryPage() {
  const { id = '' } = useParams();
  return (
    <PageSection>
      <Breadcrumb>
        <BreadcrumbItem
          render={({ className }) => (
            <Link className={className} to="/compliance">
              Compliance
            </Link>
          )}
        />
        <BreadcrumbItem isActive>Request</BreadcrumbItem>
      </Breadcrumb>
      <PageHeading title="Request" />
      <Entry key={id} id={id} />
    </PageSection>
  );
}

function Entry({ id }: { id: string }) {
  const api = useApi();
  const [opened, setOpened] = useState<OpenedGeneration | null>(null);
  const [reasonGiven, setReasonGiven] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  async function open(reason: string) {
    setBusy(true);
    setProblem(null);
    try {
      const address = `/api/audit/generations/${encodeURIComponent(id)}`;
      const answer = await api.get<OpenedGeneration>(withReason(address, reason));
      setReasonGiven(reason);
      setOpened({
        ...answer,
        images: answer.images.map((picture) => ({
          ...picture,
          href: picture.href && withReason(picture.href, reason),
        })),
      });
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  }

  return opened === null ? (
    <ReasonForm busy={busy} problem={problem} onOpen={(reason) => void open(reason)} />
  ) : (
    <>
      <Alert
        className="spaced"
        variant="info"
        isInline
        isPlain
        title="Your access and its reason are recorded in the log."
      />
      <GenerationView
        generation={opened}
        task={
          <>
            {opened.links.review && opened.start?.upload && (
              <BroughtPicture
                address={withReason(
                  `/api/audit/generations/${encodeURIComponent(id)}/start`,
                  reasonGiven,
                )}
              />
            )}
            {opened.links.review && (
              <ReviewForm
                address={opened.links.review}
                pictures={opened.images}
                onDecided={(reason) => void open(reason)}
              />
            )}
            <ExplanationCard
              address={withReason(
                `/api/audit/generations/${encodeURIComponent(id)}/explanation`,
                reasonGiven,
              )}
            />
          </>
        }
      />
    </>
  );
}
