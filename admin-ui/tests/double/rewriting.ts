import type { GenerationRequest, Rewriting } from '../../src/api/types';

const looks = [
  { age: 'elderly', skin: 'olive-skinned', gender: 'female' },
  { age: 'young', skin: 'Black', gender: 'male' },
];

/** What the rewriting makes of a prompt here: nurses are varied, sloths left alone. */
export function rewritingOf(prompt: string, request: GenerationRequest): Rewriting {
  const noun = 'nurse';
  const at = prompt.indexOf(noun);
  const changed = at >= 0 && request.rewriting === 'accept';
  const images = Array.from({ length: request.count }, (_, index) => {
    const chosen = Object.entries(looks[index % looks.length] ?? {});
    const words = chosen.map(([axis, value]) => ({
      position: at,
      removed: '',
      inserted: `${value} `,
      axis,
      value,
      slot: noun,
      weight: value === 'olive-skinned' ? 1.5 : 1,
    }));
    if (!changed) {
      return { index, prompt, edits: [] };
    }
    const inserted = words.map((edit) => edit.inserted).join('');
    const agrees = prompt.slice(0, at).endsWith('a ') && inserted.startsWith('e');
    const article = {
      removed: 'a',
      inserted: 'an',
      axis: 'article',
      value: 'an',
      slot: noun,
      weight: 1,
    };
    return {
      index,
      prompt:
        prompt.slice(0, at - (agrees ? 1 : 0)) + (agrees ? 'n ' : '') + inserted + prompt.slice(at),
      edits: agrees ? [{ position: at - 2, ...article }, ...words] : words,
    };
  });
  return {
    choice: request.rewriting,
    justification: request.justification ?? null,
    changed,
    targetVersion: 'uniform-1',
    images,
    reasons: prompt.includes('sloth')
      ? [
          {
            code: 'animal',
            message: 'The prompt is about an animal, not about a person.',
            slot: 'sloth',
          },
        ]
      : [],
  };
}
