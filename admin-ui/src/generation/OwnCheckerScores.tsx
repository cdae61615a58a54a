import type { CheckReport } from '../api/types';

/** How many of the concepts are shown at once. */
const NEAREST = 3;

/** The name of the check that a model's own safety checker makes. */
export const OWN_CHECKER = 'safety-checker';

/**
 * What a model's own safety checker said: how far a picture is beyond the threshold of each of its
 * concepts, which have no names, as a difference of cosines.
 */
export function OwnCheckerScores({ check }: { check: CheckReport }) {
  const nearest = Object.entries(check.scores)
    .map(([concept, distance]) => ({ concept, distance, limit: check.thresholds[concept] }))
    .sort((one, other) => beyond(other) - beyond(one));
  return (
    <>
      {nearest.slice(0, NEAREST).map((line) => (
        <Line key={line.concept} {...line} />
      ))}
      <details>
        <summary>{nearest.length - NEAREST} other concepts</summary>
        {nearest.slice(NEAREST).map((line) => (
          <Line key={line.concept} {...line} />
        ))}
      </details>
    </>
  );
}

interface LineProps {
  concept: string;
  distance: number;
  /** The distance that is too much; concepts of special care have none, they lower the others'. */
  limit: number | undefined;
}

function beyond({ distance, limit }: LineProps): number {
  return distance - (limit ?? 0);
}

function Line({ concept, distance, limit }: LineProps) {
  const over = limit !== undefined && distance > limit;
  return (
    <div className={over ? 'score score-over' : 'score'}>
      <span className="score-name">{concept}</span>
      <span className="score-text">
        {signed(distance)}
        {limit === undefined ? ', special care' : `, limit ${signed(limit)}`}
      </span>
    </div>
  );
}

function signed(distance: number): string {
  const text = Math.abs(distance).toFixed(3);
  return distance < 0 && Number(text) !== 0 ? `−${text}` : text;
}
