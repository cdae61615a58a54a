import type { Remedy } from './types';

/** What would pass, in words. */
export function RemedyText({ remedy }: { remedy: Remedy }) {
  switch (remedy.kind) {
    case 'change':
      return (
        <>
          <ul className="plain-list">
            {remedy.settings.map(({ name, from, to }) => (
              <li key={name}>
                {name}: <del>{from}</del> <ins>{to}</ins>
              </li>
            ))}
            {remedy.removals.map(({ start, text }) => (
              <li key={start}>
                without <del>{text}</del>
              </li>
            ))}
            {remedy.settings.length + remedy.removals.length === 0 && (
              <li>the same words without their weights</li>
            )}
          </ul>
          {remedy.removals.length > 0 && <blockquote className="words">{remedy.prompt}</blockquote>}
          {remedy.obligations.length > 0 && (
            <p className="quiet">It would still be under: {remedy.obligations.join(', ')}.</p>
          )}
        </>
      );
    case 'not-found':
      return remedy.words === 0
        ? 'Nothing would be left of it.'
        : `Nothing that leaves out up to ${remedy.words} words passes.`;
    case 'withheld':
      return 'This is told to nobody here, because it would help abuse.';
    case 'not-needed':
      return 'It passes as it is.';
    case 'unknown':
      return 'That cannot be asked any more.';
  }
}
