import { Alert, DescriptionList, Label, LabelGroup } from '@patternfly/react-core';
import type { Denial, DeterminingPolicy } from '../api/types';
import { Fact } from './Fact';

interface DenialCardProps {
  denial: Denial;
  policies: DeterminingPolicy[];
}

/** Why policy refused a request: the reason, the policies and the licence's clauses. */
export function DenialCard({ denial, policies }: DenialCardProps) {
  const forbidding = policies.filter(({ effect }) => effect === 'forbid');
  return (
    <Alert variant="danger" isInline isLiveRegion title={denial.message}>
      <DescriptionList isCompact isHorizontal className="denial">
        {forbidding.map(({ id, licenceClause }) => (
          <Fact key={id} term="Policy">
            <code>{id}</code>
            {licenceClause && <> by {clauseText(licenceClause)}</>}
          </Fact>
        ))}
        {denial.categories.length > 0 && (
          <Fact term="Category">
            <LabelGroup>
              {denial.categories.map((category) => (
                <Label key={category} isCompact>
                  {category}
                </Label>
              ))}
            </LabelGroup>
          </Fact>
        )}
        <Fact term="Recorded">The refusal is in the log, and the receipt proves it.</Fact>
      </DescriptionList>
    </Alert>
  );
}

/** A clause such as `imprimatur-cartoon-1#R4` in words. */
export function clauseText(clause: string): string {
  const [licence, number] = clause.split('#');
  return number === undefined ? `licence ${clause}` : `clause ${number} of licence ${licence}`;
}
