import { Alert, DescriptionList } from '@patternfly/react-core';
import { Fact } from '../generation/Fact';
import { meaningOf, piecesOf } from './pieces';
import { RemedyText } from './RemedyText';
import type { ExplainedPolicy, Explanation, Span } from './types';

/** The words that mattered, the policies with what they read, and what would pass. */
export function ExplanationView({ explanation }: { explanation: Explanation }) {
  const { bundle, rolesAssumed, phase, text, spans, policies, remedy } = explanation;
  return (
    <>
      {!bundle.available && (
        <Alert
          variant="warning"
          isInline
          title={`The policies of version ${bundle.version} are gone`}
        >
          <p>This is what the record says; which words mattered cannot be asked any more.</p>
        </Alert>
      )}
      {rolesAssumed && (
        <Alert
          variant="info"
          isInline
          isPlain
          title="The record is from before roles were kept; those of a portal user were taken."
        />
      )}
      <blockquote className="words spaced">
        <Marked text={text} spans={spans} />
      </blockquote>
      {phase === 'rewritten' && <p className="quiet">This is what the rewriter made of it.</p>}
      <DescriptionList isCompact isHorizontal>
        {spans.length > 0 && (
          <Fact term="Words that mattered">
            <ul className="plain-list">
              {spans.map((span) => (
                <li key={`${span.start} ${span.end} ${span.value}`}>
                  “{text.slice(span.start, span.end)}” counts for {meaningOf(span)}
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {policies.map((policy) => (
          <Fact key={policy.id} term="Policy">
            <Policy policy={policy} />
          </Fact>
        ))}
        <Fact term="What would pass">
          <RemedyText remedy={remedy} />
        </Fact>
      </DescriptionList>
    </>
  );
}

function Marked({ text, spans }: { text: string; spans: Span[] }) {
  return piecesOf(text, spans).map((piece) =>
    piece.spans.length === 0 ? (
      piece.text
    ) : (
      <mark key={piece.start} title={piece.spans.map(meaningOf).join('; ')}>
        {piece.text}
      </mark>
    ),
  );
}

function Policy({ policy }: { policy: ExplainedPolicy }) {
  const { id, message, file, line, grounds } = policy;
  return (
    <>
      <code>{id}</code>
      {file !== null && (
        <span className="quiet">
          {' '}
          {file}, line {line}
        </span>
      )}
      <div>{message}</div>
      {grounds.length > 0 && (
        <div className="quiet">
          Reads{' '}
          {grounds
            .map(({ attribute, values }) =>
              values.length === 0 ? attribute : `${attribute} (${values.join(', ')})`,
            )
            .join('; ')}
        </div>
      )}
    </>
  );
}
