import { Fragment } from 'react';
import type { Rewriting } from '../api/types';
import { markEdits, type Segment } from './edits';
import { Stage } from './Stage';

interface RewritingStageProps {
  /** The normalised prompt. */
  original: string;
  rewriting: Rewriting;
}

/** What the diversity rewriting did to each picture's words, and what it left alone. */
export function RewritingStage({ original, rewriting }: RewritingStageProps) {
  const { choice, changed, justification, images, reasons, targetVersion } = rewriting;
  return (
    <Stage
      title="Diversity rewriting"
      outcome={changed ? 'changed' : 'idle'}
      summary={summaryOf(choice, changed)}
    >
      {justification && <p>Justification: {justification}</p>}
      {changed && (
        <>
          <ol className="rewritten">
            {images.map(({ index, prompt, edits }) => (
              <li key={index}>
                <span className="quiet">Picture {index + 1}</span>
                <p className="words">
                  <MarkedText segments={markEdits(original, edits, prompt)} />
                </p>
              </li>
            ))}
          </ol>
          <p className="quiet">Drawn by chance from the declared target {targetVersion}.</p>
          {images.some(({ edits }) => edits.some(({ weight }) => weight !== 1)) && (
            <p className="quiet">
              A word with ×2 counts twice when this model draws, which hardly heeds it otherwise.
            </p>
          )}
        </>
      )}
      {reasons.length > 0 && (
        <>
          <h4>Left alone</h4>
          <ul className="plain-list">
            {reasons.map(({ code, message, slot }) => (
              <li key={`${code} ${slot}`}>
                {slot !== '' && <strong>{slot}: </strong>}
                {message}
              </li>
            ))}
          </ul>
        </>
      )}
    </Stage>
  );
}

function MarkedText({ segments }: { segments: Segment[] }) {
  return segments.map(({ kind, text, axis, weight }, place) => {
    const key = `${place} ${text}`;
    switch (kind) {
      case 'kept':
        return <span key={key}>{text}</span>;
      case 'removed':
        return <del key={key}>{text}</del>;
      case 'inserted':
        return (
          <Fragment key={key}>
            <ins title={axis}>{text.trimEnd()}</ins>
            {weight !== 1 && <small className="quiet"> ×{weight}</small>}
            {text.slice(text.trimEnd().length)}
          </Fragment>
        );
    }
  });
}

function summaryOf(choice: Rewriting['choice'], changed: boolean): string {
  if (choice === 'decline') {
    return 'Declined: drawn from the words as they were';
  }
  const done = changed ? 'Words were inserted' : 'Nothing was changed';
  return choice === 'required' ? `Declined, but required by policy: ${done.toLowerCase()}` : done;
}
