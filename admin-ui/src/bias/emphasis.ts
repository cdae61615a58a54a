import type { BiasReport } from './types';

/** The words of the rewriting that weigh more where the model draws; mostly none. */
export function emphasisOf({ bundle }: Pick<BiasReport, 'bundle'>): string {
  const said = bundle.emphasis.map(({ occupations, words, weight }) => {
    const whom = occupations.length === 0 ? '' : ` (${occupations.join(', ')})`;
    return `${words.join(' and ')} ×${weight}${whom}`;
  });
  return said.length === 0 ? '' : `; emphasised: ${said.join(', ')}`;
}
