import type { Edit } from '../api/types';

export interface Segment {
  kind: 'kept' | 'removed' | 'inserted';
  text: string;
  /** What the segment decides, such as gender; empty where nothing was changed. */
  axis: string;
  /** How much it counts when it is drawn, in relation to what stands around it. */
  weight: number;
}

/**
 * The original cut into what was kept, removed and inserted, in reading order. Edits that do not fit
 * the text give the rewritten text unmarked: better no marks than wrong ones.
 */
export function markEdits(original: string, edits: Edit[], rewritten: string): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const { position, removed, inserted, axis, weight } of edits) {
    if (position < at || !original.startsWith(removed, position)) {
      return [kept(rewritten)];
    }
    segments.push(kept(original.slice(at, position)));
    segments.push({ kind: 'removed', text: removed, axis, weight: 1 });
    segments.push({ kind: 'inserted', text: inserted, axis, weight });
    at = position + removed.length;
  }
  segments.push(kept(original.slice(at)));
  const result = segments
    .filter(({ kind }) => kind !== 'removed')
    .map(({ text }) => text)
    .join('');
  return result === rewritten ? segments.filter(({ text }) => text !== '') : [kept(rewritten)];
}

function kept(text: string): Segment {
  return { kind: 'kept', text, axis: '', weight: 1 };
}
