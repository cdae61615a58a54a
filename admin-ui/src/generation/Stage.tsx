import CheckIcon from '@patternfly/react-icons/dist/esm/icons/check-icon';
import MinusIcon from '@patternfly/react-icons/dist/esm/icons/minus-icon';
import PenIcon from '@patternfly/react-icons/dist/esm/icons/pen-icon';
import TimesIcon from '@patternfly/react-icons/dist/esm/icons/times-icon';

export type Outcome = 'done' | 'changed' | 'stopped' | 'idle';

const icons: Record<Outcome, React.ComponentType> = {
  done: CheckIcon,
  changed: PenIcon,
  stopped: TimesIcon,
  idle: MinusIcon,
};

interface StageProps {
  title: string;
  outcome: Outcome;
  summary?: string;
  children?: React.ReactNode;
}

/** One stage of what happened. */
export function Stage({ title, outcome, summary, children }: StageProps) {
  const Icon = icons[outcome];
  return (
    <li className={`stage stage-${outcome}`}>
      <span className="stage-mark" aria-hidden="true">
        <Icon />
      </span>
      <div className="stage-head">
        <h3>{title}</h3>
        {summary && <span className="quiet">{summary}</span>}
      </div>
      {children && <div className="stage-body">{children}</div>}
    </li>
  );
}
