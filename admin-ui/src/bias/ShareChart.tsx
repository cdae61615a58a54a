import type { AxisResult, Estimate } from './types';

const labels = 58;
const width = 100;
const bar = 5;
const row = 2 * bar + 5;

/** The shares of an axis, without and with rewriting, and the target as a line through both. */
export function ShareChart({ result, title }: { result: AxisResult; title: string }) {
  return (
    <svg
      className="bias-chart"
      viewBox={`0 0 ${labels + width} ${result.classes.length * row}`}
      role="img"
      aria-label={`${title}: ${wordsOf(result)}`}
    >
      {result.classes.map((name, index) => (
        <g key={name} transform={`translate(0 ${index * row})`}>
          <text x={labels - 3} y={bar + 2.5} textAnchor="end">
            {name}
          </text>
          <Bar share={result.original.shares[index]} top={0} kind="without" />
          <Bar share={result.rewritten.shares[index]} top={bar + 1} kind="with" />
          <line
            className="bias-target"
            x1={labels + (result.target[index] ?? 0) * width}
            x2={labels + (result.target[index] ?? 0) * width}
            y1={-1}
            y2={2 * bar + 2}
          />
        </g>
      ))}
    </svg>
  );
}

function Bar({ share, top, kind }: { share?: Estimate; top: number; kind: 'with' | 'without' }) {
  return (
    <rect
      className={`bias-${kind}`}
      x={labels}
      y={top}
      width={(share?.value ?? 0) * width}
      height={bar}
    />
  );
}

/** The same in words, for those who do not see the chart. */
export function wordsOf(result: AxisResult): string {
  return result.classes
    .map((name, index) => {
      const without = percent(result.original.shares[index]);
      return `${name} ${without} without rewriting, ${percent(result.rewritten.shares[index])} with it`;
    })
    .join('; ');
}

export function percent(share?: Estimate): string {
  return `${Math.round(100 * (share?.value ?? 0))}%`;
}
