import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ExplanationView } from '../src/explanation/ExplanationView';
import { piecesOf } from '../src/explanation/pieces';
import type { Explanation, Remedy, Span } from '../src/explanation/types';

function span(start: number, end: number, decisive = true): Span {
  return { start, end, attribute: 'signals', value: 'violence:likely', decisive };
}

function explanation(remedy: Remedy, available = true): Explanation {
  return {
    bundle: { version: 'default-1', hash: 'ab', available },
    rolesAssumed: false,
    phase: 'original',
    text: 'elon musk on a boat',
    allowed: false,
    code: 'protected_person',
    policies: [
      {
        id: 'no-protected-persons',
        effect: 'forbid',
        obligation: null,
        message: 'Names a protected person.',
        licenceClause: 'cartoon#R6',
        file: 'policies/persons.cedar',
        line: 1,
        grounds: [{ attribute: 'persons', values: ['elon-musk'] }],
      },
    ],
    spans: [span(0, 9)],
    remedy,
  };
}

describe('piecesOf', () => {
  it.each<[Span[], string[]]>([
    [[], ['abcdef']],
    [[span(1, 3)], ['a', 'bc', 'def']],
    [
      [span(0, 4), span(2, 6)],
      ['ab', 'cd', 'ef'],
    ],
    [[span(4, 99)], ['abcd', 'ef']],
  ])('cuts where spans begin and end', (spans, texts) => {
    const pieces = piecesOf('abcdef', spans);
    expect(pieces.map(({ text }) => text)).toEqual(texts);
    expect(pieces.map(({ text }) => text).join('')).toBe('abcdef');
  });
});

describe('an explanation', () => {
  it('marks the words and names the policy with its place', () => {
    const remedy: Remedy = {
      kind: 'change',
      settings: [{ name: 'steps', from: '60', to: '50' }],
      removals: [{ start: 0, end: 9, text: 'elon musk' }],
      prompt: 'on a boat',
      obligations: [],
    };
    render(<ExplanationView explanation={explanation(remedy)} />);
    expect(screen.getAllByText('elon musk').map(({ tagName }) => tagName)).toEqual(['MARK', 'DEL']);
    expect(screen.getByText(/policies\/persons.cedar, line 1/)).toBeVisible();
    expect(screen.getByText('Reads persons (elon-musk)')).toBeVisible();
    expect(screen.getAllByText('on a boat')).toHaveLength(2);
    expect(screen.getByText('50').tagName).toBe('INS');
  });

  it('says that nobody is told', () => {
    render(<ExplanationView explanation={explanation({ kind: 'withheld', policy: 'x' })} />);
    expect(screen.getByText(/told to nobody/)).toBeVisible();
  });

  it('says that the policies are gone', () => {
    render(<ExplanationView explanation={explanation({ kind: 'unknown' }, false)} />);
    expect(screen.getByText(/version default-1 are gone/)).toBeVisible();
  });
});
