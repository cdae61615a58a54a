import type { Start, StartRequest } from '../../src/api/types';

/** As a server writes down what a request starts from. */
export function startOf(start: StartRequest): Start {
  const drawn = 'generation' in start ? start : null;
  return {
    generation: drawn?.generation ?? null,
    index: drawn?.index ?? null,
    maskHash: start.mask === undefined ? null : 'c'.repeat(64),
    strength: start.strength,
    upload:
      'upload' in start
        ? { id: start.upload, fileHash: 'd'.repeat(64), marks: [], review: [], checks: [] }
        : null,
  };
}
