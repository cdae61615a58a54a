import { describe, expect, it } from 'vitest';
import { markEdits } from '../src/generation/edits';

const edit = (position: number, removed: string, inserted: string, axis: string, weight = 1) => ({
  position,
  removed,
  inserted,
  axis,
  value: inserted.trim(),
  slot: 'nurse',
  weight,
});

describe('markEdits', () => {
  it('marks insertions in their order and the article that agrees with them', () => {
    const edits = [
      edit(0, 'a', 'an', 'article'),
      edit(2, '', 'elderly ', 'age'),
      edit(2, '', 'female ', 'gender', 1.25),
    ];
    expect(markEdits('a nurse smiles', edits, 'an elderly female nurse smiles')).toEqual([
      { kind: 'removed', text: 'a', axis: 'article', weight: 1 },
      { kind: 'inserted', text: 'an', axis: 'article', weight: 1 },
      { kind: 'kept', text: ' ', axis: '', weight: 1 },
      { kind: 'inserted', text: 'elderly ', axis: 'age', weight: 1 },
      { kind: 'inserted', text: 'female ', axis: 'gender', weight: 1.25 },
      { kind: 'kept', text: 'nurse smiles', axis: '', weight: 1 },
    ]);
  });

  it('counts positions in UTF-16 units', () => {
    expect(markEdits('🎂 nurse', [edit(3, '', 'young ', 'age')], '🎂 young nurse')).toContainEqual({
      kind: 'inserted',
      text: 'young ',
      axis: 'age',
      weight: 1,
    });
  });

  it.each([
    ['removes what is not there', [edit(0, 'the', 'an', 'article')]],
    ['goes back', [edit(5, '', 'x', 'age'), edit(1, '', 'y', 'age')]],
    ['leads to another text', [edit(2, '', 'young ', 'age')]],
    ['lies outside', [edit(99, '', 'young ', 'age')]],
  ])('shows the rewritten text unmarked where an edit %s', (_, edits) => {
    expect(markEdits('a nurse', edits, 'an old nurse')).toEqual([
      { kind: 'kept', text: 'an old nurse', axis: '', weight: 1 },
    ]);
  });

  it('keeps a text without edits whole', () => {
    expect(markEdits('a sloth', [], 'a sloth')).toEqual([
      { kind: 'kept', text: 'a sloth', axis: '', weight: 1 },
    ]);
  });
});
