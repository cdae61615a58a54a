import { Breadcrumb, BreadcrumbItem, PageSection, Title } from '@patternfly/react-core';
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
      <Title headingLevel="h1" className="spaced">
        Request
      </Title>
      <LiveGeneration
        key={id}
        id={id}
        onAgain={(draft) => void navigate('/', { state: { draft } })}
      />
    </PageSection>
  );
}
