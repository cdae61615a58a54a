import { Card, CardBody, CardTitle, DescriptionList, Label, Title } from '@patternfly/react-core';
import { Fact } from '../generation/Fact';
import type { Tenant, TenantRule, TenantTerm, TenantThreshold } from './types';

/** What a bundle adds for tenants. */
export function TenantsCard({ tenants }: { tenants: Tenant[] }) {
  return (
    <Card>
      <CardTitle component="h2">Tenants</CardTitle>
      <CardBody>
        <p className="quiet spaced">
          What is added for a tenant holds beside the bundle’s own rules and can only tighten them.
          For everybody else, and for tenants that are not here, the bundle’s own rules hold.
        </p>
        {tenants.length === 0
          ? 'Nothing is added for any tenant.'
          : tenants.map((tenant) => <TenantRules key={tenant.id} tenant={tenant} />)}
      </CardBody>
    </Card>
  );
}

function TenantRules({ tenant }: { tenant: Tenant }) {
  const { id, title, rules, terms, thresholds } = tenant;
  return (
    <section aria-label={title} className="spaced">
      <Title headingLevel="h3" size="md" className="spaced">
        {title}
      </Title>
      <DescriptionList isHorizontal isCompact>
        <Fact term="Claim">
          <code>{id}</code>
        </Fact>
        {rules.length > 0 && (
          <Fact term="Policies">
            <ul className="policies">
              {rules.map((rule) => (
                <Rule key={rule.id} rule={rule} />
              ))}
            </ul>
          </Fact>
        )}
        {terms.length > 0 && <Fact term="Terms">{termsText(terms)}</Fact>}
        {thresholds.length > 0 && (
          <Fact term="Pictures flagged from">{thresholds.map(thresholdText).join('; ')}</Fact>
        )}
      </DescriptionList>
    </section>
  );
}

function Rule({ rule }: { rule: TenantRule }) {
  const { id, obligation, message, file, line } = rule;
  return (
    <li>
      <Label isCompact status={obligation === null ? 'danger' : 'info'}>
        {obligation === null ? 'forbids' : `demands ${obligation}`}
      </Label>{' '}
      <code>{id}</code>
      <span className="quiet">
        {' '}
        {file}, line {line}
      </span>
      <div>{message}</div>
    </li>
  );
}

/** The terms behind their category and severity. */
function termsText(terms: TenantTerm[]): string {
  const groups = new Map<string, string[]>();
  for (const { term, category, severity } of terms) {
    const name = `${category}, ${severity}`;
    groups.set(name, [...(groups.get(name) ?? []), term]);
  }
  return [...groups].map(([name, words]) => `${words.join(', ')} (${name})`).join('; ');
}

function thresholdText({ check, category, stricter, score, usual }: TenantThreshold): string {
  const under = stricter ? ' under stricter checks' : '';
  return `${check} ${category}${under} ${score} instead of ${usual}`;
}
