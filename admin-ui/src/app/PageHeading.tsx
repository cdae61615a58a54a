import { Content, Title } from '@patternfly/react-core';

interface PageHeadingProps {
  title: string;
  /** One sentence on what the page is for. */
  lead?: string;
}

/** A page's heading, which is also the title of the browser's window. */
export function PageHeading({ title, lead }: PageHeadingProps) {
  return (
    <header className="page-heading">
      <title>{`${title} · Imprimatur`}</title>
      <Title headingLevel="h1">{title}</Title>
      {lead && (
        <Content component="p" className="lead">
          {lead}
        </Content>
      )}
    </header>
  );
}
