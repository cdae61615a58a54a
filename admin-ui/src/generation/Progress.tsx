import {
  Button,
  Card,
  CardBody,
  CardHeader,
  CardTitle,
  Progress as ProgressBar,
  Spinner,
} from '@patternfly/react-core';
import EyeSlashIcon from '@patternfly/react-icons/dist/esm/icons/eye-slash-icon';
import type { GenerationState, StepProgress } from '../api/types';

interface ProgressProps {
  state: GenerationState;
  count: number;
  prompt: string;
  /** Width divided by height. */
  shape: number;
  /** The newest step of each picture that was begun. */
  steps: Record<number, StepProgress>;
  cancelling: boolean;
  onCancel: () => void;
}

/** A generation on its way: its pictures as they form. */
export function Progress(props: ProgressProps) {
  const { state, count, prompt, shape, steps, cancelling, onCancel } = props;
  return (
    <Card>
      <CardHeader
        actions={{
          actions: (
            <Button variant="secondary" isDisabled={cancelling} onClick={onCancel}>
              {cancelling ? 'Cancelling' : 'Cancel'}
            </Button>
          ),
        }}
      >
        <CardTitle component="h2">{headline(state)}</CardTitle>
      </CardHeader>
      <CardBody>
        <p className="asked">{prompt}</p>
        <div className="pictures">
          {Array.from({ length: count }, (_, index) => (
            <Forming key={index} index={index} shape={shape} progress={steps[index]} />
          ))}
        </div>
        <p className="pf-v6-screen-reader" role="status" aria-live="polite">
          {announcement(state, count, steps)}
        </p>
      </CardBody>
    </Card>
  );
}

interface FormingProps {
  index: number;
  shape: number;
  progress: StepProgress | undefined;
}

function Forming({ index, shape, progress }: FormingProps) {
  const name = `Picture ${index + 1}`;
  return (
    <div className="picture">
      <div className="picture-frame" style={{ aspectRatio: shape }}>
        {progress?.preview ? (
          <img className="preview" src={progress.preview} alt={`Preview of picture ${index + 1}`} />
        ) : progress?.withheld ? (
          <span className="picture-note">
            <EyeSlashIcon aria-hidden="true" />
            Preview withheld until the picture is checked
          </span>
        ) : (
          <Spinner size="lg" aria-label={`${name} is waiting`} />
        )}
      </div>
      <ProgressBar
        aria-label={name}
        title={name}
        value={progress?.step ?? 0}
        max={progress?.steps ?? 1}
        valueText={stepsOf(progress)}
        label={stepsOf(progress)}
      />
    </div>
  );
}

function stepsOf(progress: StepProgress | undefined): string {
  return progress ? `Step ${progress.step} of ${progress.steps}` : 'Not begun';
}

function headline(state: GenerationState): string {
  return state === 'QUEUED' ? 'Waiting for a worker' : 'Drawing your picture';
}

/** Said aloud at each quarter only: every step would be too much to listen to. */
function announcement(
  state: GenerationState,
  count: number,
  steps: Record<number, StepProgress>,
): string {
  const done = Object.values(steps).reduce((sum, { step, steps: all }) => sum + step / all, 0);
  const quarter = Math.floor((done / count) * 4) * 25;
  return quarter === 0 ? headline(state) : `${headline(state)}: ${quarter} percent`;
}
