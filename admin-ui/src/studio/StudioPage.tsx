import { useCallback, useRef, useState } from 'react';
import { Card, CardBody, PageSection, Skeleton } from '@patternfly/react-core';
import { useLocation, useSearchParams } from 'react-router';
import { useApi } from '../api/context';
import { asProblem, type Problem } from '../api/problem';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Generation, Model, Preset } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { PageHeading } from '../app/PageHeading';
import { LiveGeneration } from '../generation/LiveGeneration';
import { LicenceDialog } from '../licence/LicenceDialog';
import { draftFor, requestOf, type Draft } from './draft';
import { EmptyEasel } from './EmptyEasel';
import { GenerationForm } from './GenerationForm';

/** Where pictures are asked for and appear. */
export default function StudioPage() {
  const api = useApi();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [models, presets] = await Promise.all([
        api.get<Model[]>('/api/models', signal),
        api.get<Preset[]>('/api/presets', signal),
      ]);
      return { models, presets };
    },
    [api],
  );
  const { value: offer, problem, reload } = useLoaded(load);
  return (
    <PageSection>
      <PageHeading
        title="Studio"
        lead="Every request is checked, drawn, looked at and recorded. You see all of it."
      />
      {problem && <ProblemAlert problem={problem} onRetry={reload} />}
      {offer ? <Desk {...offer} onLicenceChange={reload} /> : <Skeleton height="20rem" />}
    </PageSection>
  );
}

interface DeskProps {
  models: Model[];
  presets: Preset[];
  onLicenceChange: () => void;
}

function Desk({ models, presets, onLicenceChange }: DeskProps) {
  const api = useApi();
  const given = useLocation().state as { draft?: Draft } | null;
  const [address, setAddress] = useSearchParams();
  const [draft, setDraft] = useState<Draft | null>(given?.draft ?? firstDraft(models));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [licensed, setLicensed] = useState<Model | null>(null);
  const generation = address.get('generation');
  const result = useRef<HTMLDivElement>(null);

  if (draft === null) {
    return <p>There is no model to draw with. Ask your operator to add one.</p>;
  }
  const model = models.find(({ id }) => id === draft.model);

  async function draw(asked: Draft) {
    setBusy(true);
    setProblem(null);
    try {
      const made = await api.post<Generation>('/api/generations', requestOf(asked));
      show(made?.id ?? null);
    } catch (thrown) {
      refuse(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  }

  function show(id: string | null) {
    setAddress(id === null ? {} : { generation: id });
    result.current?.scrollIntoView({ block: 'start' });
  }

  function refuse(refusal: Problem) {
    if (refusal.code === 'licence_not_accepted' && model) {
      setLicensed(model);
    } else if (refusal.generation !== null) {
      show(refusal.generation);
    } else {
      setProblem(refusal);
    }
  }

  return (
    <div className="studio">
      <Card className="studio-form">
        <CardBody>
          <GenerationForm
            models={models}
            presets={presets}
            draft={draft}
            busy={busy}
            refused={problem?.errors ?? []}
            onChange={setDraft}
            onLicence={setLicensed}
            onSubmit={() =>
              model && !model.licence.accepted ? setLicensed(model) : void draw(draft)
            }
          />
          {problem && <ProblemAlert problem={problem} />}
        </CardBody>
      </Card>
      <div className="studio-result" ref={result}>
        {generation === null ? (
          <EmptyEasel />
        ) : (
          <LiveGeneration key={generation} id={generation} onAgain={setDraft} />
        )}
      </div>
      {licensed && (
        <LicenceDialog
          model={licensed.id}
          onClose={() => setLicensed(null)}
          onAccepted={() => {
            setLicensed(null);
            onLicenceChange();
            void draw(draft);
          }}
          onWithdrawn={() => {
            setLicensed(null);
            onLicenceChange();
          }}
        />
      )}
    </div>
  );
}

function firstDraft(models: Model[]): Draft | null {
  const model = models.find(({ available }) => available) ?? models[0];
  return model ? draftFor(model) : null;
}
