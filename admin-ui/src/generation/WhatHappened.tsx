import { Card, CardBody, CardTitle, DescriptionList } from '@patternfly/react-core';
import { useLogOrigin } from '../app/logOrigin';
import type { Generation, OpenedGeneration, WordWeight } from '../api/types';
import { ChecksStage } from './ChecksStage';
import { DecisionStage } from './DecisionStage';
import { Fact } from './Fact';
import { Hash } from './Hash';
import { RewritingStage } from './RewritingStage';
import { StartFact, StartStage } from './StartStage';
import { Stage } from './Stage';
import { momentOf } from './time';

/** Everything that happened to a generation, in its order. */
export function WhatHappened({ generation }: { generation: Generation | OpenedGeneration }) {
  return (
    <Card>
      <CardTitle component="h2">What happened</CardTitle>
      <CardBody>
        <ol className="timeline">
          <AskedStage generation={generation} />
          <NormalisationStage generation={generation} />
          <DecisionStage
            decision={generation.decision}
            clauses={generation.licence.clauses ?? []}
            denied={generation.decision.effect === 'forbid'}
          />
          {generation.rewriting && (
            <RewritingStage original={generation.prompt} rewriting={generation.rewriting} />
          )}
          {generation.start?.upload && (
            <StartStage upload={generation.start.upload} refused={generation.denial !== null} />
          )}
          {generation.denial === null && <DrawingStage generation={generation} />}
          {generation.images.length > 0 && <ChecksStage pictures={generation.images} />}
          {(generation.state === 'IN_REVIEW' || generation.review) && (
            <ReviewStage generation={generation} />
          )}
          {generation.state !== 'IN_REVIEW' && <LogStage generation={generation} />}
        </ol>
      </CardBody>
    </Card>
  );
}

function AskedStage({ generation }: { generation: Generation | OpenedGeneration }) {
  const { original, negativePrompt, width, height, steps, guidanceScale, sampler } = generation;
  return (
    <Stage title="Asked" outcome="done" summary={momentOf(generation.createdAt)}>
      <blockquote className="words">{original}</blockquote>
      <DescriptionList isCompact isHorizontal>
        {'owner' in generation && <Fact term="By">{generation.owner.userName}</Fact>}
        {generation.start && <StartFact start={generation.start} />}
        {generation.asked?.preset && <Fact term="Preset">{generation.asked.preset}</Fact>}
        {generation.asked?.tenant && (
          <Fact term="Tenant">
            <code>{generation.asked.tenant}</code>
          </Fact>
        )}
        {negativePrompt !== '' && <Fact term="Not to be seen">{negativePrompt}</Fact>}
        <Fact term="Settings">
          {generation.modelTitle}, {width} × {height} pixels, {steps} steps, guidance{' '}
          {guidanceScale}, sampler {sampler}, seed {generation.seed}
        </Fact>
        <Fact term="Licence">
          {generation.licence.id}, version {generation.licence.version}, accepted
          {generation.licence.acceptedAt && ` on ${momentOf(generation.licence.acceptedAt)}`}
        </Fact>
      </DescriptionList>
    </Stage>
  );
}

function NormalisationStage({ generation }: { generation: Generation }) {
  const { normalisation, original, prompt, negativePrompt, weights } = generation;
  return (
    <Stage
      title="Prompt normalised"
      outcome="done"
      summary={normalisation.length === 0 ? 'Nothing had to be changed' : undefined}
    >
      {normalisation.length > 0 && (
        <ul className="plain-list">
          {normalisation.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      {prompt !== original && <blockquote className="words">{prompt}</blockquote>}
      {weights !== null && (
        <DescriptionList isCompact isHorizontal>
          <Weights term="Weighed" text={prompt} weights={weights.prompt} />
          <Weights term="Not to be seen" text={negativePrompt} weights={weights.negativePrompt} />
        </DescriptionList>
      )}
    </Stage>
  );
}

interface WeightsProps {
  term: string;
  text: string;
  weights: WordWeight[];
}

/** Words that count more or less, with their weights. */
function Weights({ term, text, weights }: WeightsProps) {
  return (
    weights.length > 0 && (
      <Fact term={term}>
        {weights
          .map(({ start, end, weight }) => `${text.slice(start, end).trim()} × ${weight}`)
          .join(', ')}
      </Fact>
    )
  );
}

function DrawingStage({ generation }: { generation: Generation }) {
  const { worker, trace, failure, state } = generation;
  const cancelled = state === 'CANCELLED';
  if (worker === null) {
    return (
      <Stage
        title={cancelled ? 'Cancelled' : 'Order signed and queued'}
        outcome={cancelled ? 'idle' : failure ? 'stopped' : 'done'}
        summary={failure?.message ?? 'Waiting for a worker'}
      />
    );
  }
  return (
    <Stage title="Order signed and drawn" outcome="done" summary={`Drawn by ${worker}`}>
      <DescriptionList isCompact isHorizontal>
        {trace && <Fact term="Device">{trace.device}</Fact>}
        <Fact term="Model">
          {generation.modelTitle} <Hash value={generation.modelHash} of="the model" />
        </Fact>
        {generation.images.map(({ index, pixelHash }) => (
          <Fact key={index} term={`Picture ${index + 1}`}>
            pixels <Hash value={pixelHash} of={`the pixels of picture ${index + 1}`} />
          </Fact>
        ))}
      </DescriptionList>
    </Stage>
  );
}

function ReviewStage({ generation }: { generation: Generation }) {
  const { review } = generation;
  if (review === null) {
    return (
      <Stage
        title="Waiting for an officer"
        outcome="idle"
        summary="What was drawn is held, and the log names its pixels"
      />
    );
  }
  return (
    <Stage
      title="Reviewed"
      outcome={review.released > 0 ? 'done' : 'stopped'}
      summary={`${review.released} of ${generation.images.length} released, ${momentOf(review.at)}`}
    >
      <blockquote className="words">{review.reason}</blockquote>
      <p className="quiet">By officer {review.officer}</p>
    </Stage>
  );
}

function LogStage({ generation }: { generation: Generation }) {
  const origin = useLogOrigin();
  const picture = generation.images.some(({ state }) => state === 'released') ? ' picture.png' : '';
  return (
    <Stage
      title="Recorded in the log"
      outcome="done"
      summary={generation.finishedAt ? momentOf(generation.finishedAt) : undefined}
    >
      <p>
        The outcome is an entry of the tamper-evident log{origin !== '' && <code> {origin}</code>}.
        Anybody can verify its receipt, without asking us:
      </p>
      <pre className="command">{`./imprimatur verify imprimatur.receipt${picture}`}</pre>
    </Stage>
  );
}
