import { Label } from '@patternfly/react-core';
import type { CheckReport, Picture } from '../api/types';
import { Hash } from './Hash';
import { OWN_CHECKER, OwnCheckerScores } from './OwnCheckerScores';
import { Stage } from './Stage';

/** What the image checks said of every picture, beside the limits that decided. */
export function ChecksStage({ pictures }: { pictures: Picture[] }) {
  const quarantined = pictures.filter(({ state }) => state === 'quarantined').length;
  return (
    <Stage
      title="Pictures checked"
      outcome={quarantined > 0 ? 'stopped' : 'done'}
      summary={quarantined > 0 ? `${quarantined} of ${pictures.length} quarantined` : 'All passed'}
    >
      <div className="checks">
        {pictures.flatMap((picture) =>
          picture.checks.map((check) => (
            <Check
              key={`${picture.index} ${check.name}`}
              check={check}
              picture={`Picture ${picture.index + 1}`}
            />
          )),
        )}
      </div>
    </Stage>
  );
}

/** One check of one picture. */
export function Check({ check, picture }: { check: CheckReport; picture: string }) {
  return (
    <section className="check" aria-label={`${picture}, check ${check.name}`}>
      <div className="check-head">
        <strong>{picture}</strong>
        <span className="quiet">
          {check.name} {check.version}
        </span>
        <Label isCompact status={check.flagged ? 'warning' : 'success'}>
          {check.flagged ? 'flagged' : 'passed'}
        </Label>
      </div>
      {check.name === OWN_CHECKER ? <OwnCheckerScores check={check} /> : <Scores check={check} />}
      <div className="quiet">
        weights <Hash value={check.weightsHash} of={`the check ${check.name}`} />
      </div>
    </section>
  );
}

function Scores({ check }: { check: CheckReport }) {
  return Object.entries(check.scores)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([category, score]) => (
      <Score key={category} category={category} score={score} limit={check.thresholds[category]} />
    ));
}

interface ScoreProps {
  category: string;
  /** 0 to 1. */
  score: number;
  /** The score that is too much; some categories have none. */
  limit: number | undefined;
}

function Score({ category, score, limit }: ScoreProps) {
  const over = limit !== undefined && score >= limit;
  const text = `${percent(score)}${limit === undefined ? '' : `, limit ${percent(limit)}`}`;
  return (
    <div className={over ? 'score score-over' : 'score'}>
      <span className="score-name">{category}</span>
      <span
        className="score-bar"
        role="meter"
        aria-label={category}
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={score}
        aria-valuetext={text}
      >
        <span className="score-fill" style={{ width: percent(score) }} />
        {limit !== undefined && <span className="score-limit" style={{ left: percent(limit) }} />}
      </span>
      <span className="score-text">{text}</span>
    </div>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`;
}
