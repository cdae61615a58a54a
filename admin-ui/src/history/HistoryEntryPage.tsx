import { Breadcrumb, BreadcrumbItem, PageSection } from '@patternfly/react-core';
import { PageHeading } from '../app/PageHeading';
import { Link, useNavigate, useParams } from 'react-router';
import { LiveGeneration } from '../generation/LiveGeneration';

/** One of the user's own requests. */
export default function HistoryEntryPage() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  return (
    <PageSection>
      <Breadcrumb>
        <BreadcrumbItem
          render={({ className }) => (
            <Link className={className} to="/history">
              History
            </Link>
          )}
        />
        <BreadcrumbItem isActive>Request</BreadcrumbItem>
      </Breadcrumb>
      <PageHeading title="Request" />
      <LiveGeneration
        key={id}
        id={id}
        onAgain={(draft) => void navigate('/', { state: { draft } })}
      />
    </PageSection>
  );
}
