import { DescriptionList, Label } from '@patternfly/react-core';
import type {
  ClauseVerdict,
  Decision,
  DeterminingPolicy,
  Obligation,
  Scores,
  Signal,
  Writing,
} from '../api/types';
import { clauseText } from './DenialCard';
import { Fact } from './Fact';
import { Hash } from './Hash';
import { Stage } from './Stage';

interface DecisionStageProps {
  decision: Decision;
  clauses: ClauseVerdict[];
  denied: boolean;
}

/** What policy decided, by which policies, on what grounds. */
export function DecisionStage({ decision, clauses, denied }: DecisionStageProps) {
  const { policies, signals, scores, writing, obligations, bundleVersion, bundleHash } = decision;
  const findings = signals.flatMap((signal) =>
    signal.findings.map((finding) => ({ signal, finding })),
  );
  return (
    <Stage
      title="Policy decided"
      outcome={denied ? 'stopped' : 'done'}
      summary={summaryOf(denied, obligations.length)}
    >
      <ul className="policies">
        {policies.map((policy) => (
          <Policy key={policy.id} policy={policy} look={effects[policy.effect]} />
        ))}
        {obligations.map(({ kind, policy }) => (
          <Policy key={`${kind} ${policy.id}`} policy={policy} look={demands[kind]} />
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
        {scores && <Fact term="Models say">{notedOf(scores)}</Fact>}
        {writing && <Fact term="Written in">{writingText(writing)}</Fact>}
        {clauses.length > 0 && <Fact term="Licence’s clauses">{clausesText(clauses)}</Fact>}
        <Fact term="Policies">
          Version {bundleVersion} <Hash value={bundleHash} of="the policies" />
        </Fact>
      </DescriptionList>
    </Stage>
  );
}

const outcomes: Record<ClauseVerdict['outcome'], string> = {
  refused: 'Refused by',
  obliged: 'Under an obligation by',
  passed: 'Passed',
  attested: 'Attested',
  unchecked: 'Not checked',
};

/** The clauses by what came of them. */
function clausesText(clauses: ClauseVerdict[]): string {
  return Object.entries(outcomes)
    .map(([outcome, words]) => {
      const numbers = clauses.filter((each) => each.outcome === outcome).map((each) => each.clause);
      return numbers.length === 0 ? null : `${words} ${numbers.join(', ')}`;
    })
    .filter((part) => part !== null)
    .join('; ');
}

interface Look {
  text: string;
  status: 'danger' | 'success' | 'info';
}

const effects: Record<DeterminingPolicy['effect'], Look> = {
  forbid: { text: 'forbids', status: 'danger' },
  permit: { text: 'permits', status: 'success' },
};

const demands: Record<Obligation['kind'], Look> = {
  rewriting: { text: 'demands rewriting', status: 'info' },
  'stricter-images': { text: 'demands stricter image checks', status: 'info' },
  review: { text: 'demands a review', status: 'info' },
};

function Policy({ policy, look }: { policy: DeterminingPolicy; look: Look }) {
  const { id, licenceClause, message } = policy;
  return (
    <li>
      <Label isCompact status={look.status}>
        {look.text}
      </Label>{' '}
      <code>{id}</code>
      {licenceClause && <span className="quiet"> {clauseText(licenceClause)}</span>}
      <div>{message}</div>
    </li>
  );
}

function summaryOf(denied: boolean, obligations: number): string {
  if (denied) {
    return 'Refused';
  }
  return obligations > 0 ? 'Permitted, under obligations' : 'Permitted';
}

function notedOf({ categories, version }: Scores): string {
  const noted = categories
    .filter(({ level }) => level !== 'clear')
    .map(({ category, level, probability }) => `${category} ${level} (${percent(probability)})`);
  return `${noted.length === 0 ? 'clear of everything' : noted.join(', ')} (version ${version})`;
}

function writingText({ language, disguises, mixesScripts }: Writing): string {
  const remarks = [
    language === 'und' ? 'no language that is told' : languageNames.of(language),
    ...(mixesScripts ? ['words that mix scripts'] : []),
    ...(disguises.length > 0 ? ['disguised words'] : []),
  ];
  return remarks.join(', ');
}

const languageNames = new Intl.DisplayNames(['en'], { type: 'language' });

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function detectorsOf(signals: Signal[]): string {
  const names = new Set(signals.map(({ name, version }) => `${name} (version ${version})`));
  return names.size === 0 ? 'Nothing' : [...names].join(', ');
}

function sourceText(source: string): string {
  return source.replaceAll('_', ' ');
}
