import { DescriptionList, Label } from '@patternfly/react-core';
import type { Decision, DeterminingPolicy, Signal } from '../api/types';
import { clauseText } from './DenialCard';
import { Fact } from './Fact';
import { Hash } from './Hash';
import { Stage } from './Stage';

interface DecisionStageProps {
  decision: Decision;
  denied: boolean;
}

/** What policy decided, by which policies, on what grounds. */
export function DecisionStage({ decision, denied }: DecisionStageProps) {
  const { policies, signals, bundleVersion, bundleHash } = decision;
  const findings = signals.flatMap((signal) =>
    signal.findings.map((finding) => ({ signal, finding })),
  );
  return (
    <Stage
      title="Policy decided"
      outcome={denied ? 'stopped' : 'done'}
      summary={denied ? 'Refused' : 'Permitted'}
    >
      <ul className="policies">
        {policies.map((policy) => (
          <Policy key={policy.id} policy={policy} />
        ))}
      </ul>
      <DescriptionList isCompact isHorizontal>
        <Fact term="Looked for">{detectorsOf(signals)}</Fact>
        <Fact term="Found">
          {findings.length === 0
            ? 'Nothing'
            : findings.map(({ signal, finding }) => (
                <div key={`${signal.source} ${finding.start} ${finding.entry}`}>
                  “{finding.entry}” in the {sourceText(signal.source)}: {finding.label},{' '}
                  {finding.severity.toLowerCase()}
                </div>
              ))}
        </Fact>
        <Fact term="Policies">
          Version {bundleVersion} <Hash value={bundleHash} of="the policies" />
        </Fact>
      </DescriptionList>
    </Stage>
  );
}

function Policy({ policy }: { policy: DeterminingPolicy }) {
  const { id, effect, licenceClause, message } = policy;
  return (
    <li>
      <Label isCompact status={effect === 'forbid' ? 'danger' : 'success'}>
        {effect === 'forbid' ? 'forbids' : 'permits'}
      </Label>{' '}
      <code>{id}</code>
      {licenceClause && <span className="quiet"> {clauseText(licenceClause)}</span>}
      <div>{message}</div>
    </li>
  );
}

function detectorsOf(signals: Signal[]): string {
  const names = new Set(signals.map(({ name, version }) => `${name} (version ${version})`));
  return names.size === 0 ? 'Nothing' : [...names].join(', ');
}

function sourceText(source: string): string {
  return source.replaceAll('_', ' ');
}
