import { Alert, Button, Card, CardBody, CardHeader, CardTitle, Flex } from '@patternfly/react-core';
import RedoIcon from '@patternfly/react-icons/dist/esm/icons/redo-icon';
import type { Generation, OpenedGeneration } from '../api/types';
import { ExplanationCard } from '../explanation/ExplanationCard';
import { draftFrom, draftOf, type Draft } from '../studio/draft';
import { checksForReview, reviewReason } from './brought';
import { DenialCard } from './DenialCard';
import { PictureCard } from './PictureCard';
import { ReceiptButton } from './ReceiptButton';
import { StateLabel } from './StateLabel';
import { WhatHappened } from './WhatHappened';

interface GenerationViewProps {
  generation: Generation | OpenedGeneration;
  /** Asks for the same again; left out for officers. */
  onAgain?: (draft: Draft) => void;
  /** What is to be done about it, shown below the pictures. */
  task?: React.ReactNode;
}

/** A generation that no worker is busy with: what came of it, and all that happened. */
export function GenerationView({ generation, onAgain, task }: GenerationViewProps) {
  const own = onAgain !== undefined;
  return (
    <div className="generation">
      <Card>
        <CardHeader actions={{ actions: <StateLabel state={generation.state} /> }}>
          <CardTitle component="h2">{headline(generation, own)}</CardTitle>
        </CardHeader>
        <CardBody>
          <Outcome generation={generation} own={own} onStart={onAgain} />
          <Flex className="generation-actions" gap={{ default: 'gapSm' }}>
            <Receipt generation={generation} />
            {onAgain && <Again generation={generation} onAgain={onAgain} />}
          </Flex>
        </CardBody>
      </Card>
      {task}
      {own && isQuestionable(generation) && (
        <ExplanationCard address={`/api/generations/${generation.id}/explanation`} />
      )}
      <WhatHappened generation={generation} />
    </div>
  );
}

/** Whether policy refused the request or demanded something of it. */
function isQuestionable({ denial, decision }: Generation): boolean {
  return denial !== null || decision.obligations.length > 0;
}

interface OutcomeProps {
  generation: Generation;
  own: boolean;
}

function Outcome({
  generation,
  own,
  onStart,
}: OutcomeProps & { onStart?: (draft: Draft) => void }) {
  const { id, denial, failure, images, notices, width, height } = generation;
  return (
    <>
      {denial && <DenialCard denial={denial} policies={generation.decision.policies} />}
      {failure && (
        <Alert
          variant={generation.state === 'CANCELLED' ? 'info' : 'danger'}
          isInline
          title={failure.message}
        />
      )}
      <KeptBack generation={generation} own={own} />
      {notices.map((notice) => (
        <Alert key={notice} variant="info" isInline isPlain title={notice} />
      ))}
      {images.length > 0 && (
        <div className="pictures">
          {images.map((picture) => (
            <PictureCard
              key={picture.index}
              picture={picture}
              shape={width / height}
              fileName={`imprimatur-${id}-${picture.index}.png`}
              onStart={onStart && (() => onStart(draftFrom(generation, picture.index)))}
            />
          ))}
        </div>
      )}
    </>
  );
}

/** Why there is no picture, or not every one, although something was drawn. */
function KeptBack({ generation, own }: OutcomeProps) {
  const { state, review, start } = generation;
  if (state === 'IN_REVIEW') {
    return (
      <Alert variant="info" isInline title="An officer looks at this before it is released">
        <ul className="plain-list">
          {generation.decision.obligations
            .filter(({ kind }) => kind === 'review')
            .map(({ policy }) => (
              <li key={policy.id}>{policy.message}</li>
            ))}
          {(start?.upload ? checksForReview(start.upload) : []).map((check) => (
            <li key={check}>{reviewReason(check)}</li>
          ))}
        </ul>
        {own && <p>You need not wait here: the request stays in the history.</p>}
      </Alert>
    );
  }
  if (review !== null) {
    return (
      <Alert
        variant={review.released > 0 ? 'info' : 'warning'}
        isInline
        title={
          review.released > 0
            ? 'Released by a compliance officer'
            : 'A compliance officer kept this back'
        }
      >
        <p>{review.reason}</p>
      </Alert>
    );
  }
  return state === 'QUARANTINED' ? (
    <Alert variant="warning" isInline title="No picture was released">
      <p>
        What was drawn did not pass the image checks. It is kept encrypted, out of reach, and the
        refusal is recorded. Ask for something else, or ask your compliance officer.
      </p>
    </Alert>
  ) : null;
}

function Receipt({ generation }: { generation: Generation | OpenedGeneration }) {
  const fileName = `imprimatur-${generation.id}.receipt`;
  if ('receiptText' in generation) {
    return (
      generation.receiptText && (
        <ReceiptButton fileName={fileName} receipt={{ text: generation.receiptText }} />
      )
    );
  }
  return (
    generation.receipt && (
      <ReceiptButton fileName={fileName} receipt={{ href: generation.receipt }} />
    )
  );
}

interface AgainProps {
  generation: Generation;
  onAgain: (draft: Draft) => void;
}

function Again({ generation, onAgain }: AgainProps) {
  const { rewriting } = generation;
  const rewritten = rewriting?.changed === true && rewriting.choice !== 'required';
  return (
    <>
      {rewritten && (
        <Button
          variant="secondary"
          icon={<RedoIcon />}
          onClick={() => onAgain(draftOf(generation, 'decline'))}
        >
          Draw again, not rewritten
        </Button>
      )}
      <Button variant="link" onClick={() => onAgain(draftOf(generation, choiceOf(generation)))}>
        Ask again
      </Button>
    </>
  );
}

function choiceOf(generation: Generation) {
  return generation.rewriting?.choice === 'decline' ? 'decline' : 'accept';
}

function headline({ state, images }: Generation, own: boolean): string {
  switch (state) {
    case 'RELEASED':
      return `${own ? 'Your' : 'Released'} ${images.length === 1 ? 'picture' : 'pictures'}`;
    case 'QUARANTINED':
      return 'Drawn, but not released';
    case 'IN_REVIEW':
      return 'Drawn, and waiting for a compliance officer';
    case 'DENIED':
      return 'This request was refused';
    case 'FAILED':
      return 'Nothing could be drawn';
    case 'CANCELLED':
      return 'This request was cancelled';
    case 'QUEUED':
    case 'DRAWING':
      return 'Not finished yet';
  }
}
