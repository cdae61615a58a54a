import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { emphasisOf } from '../src/bias/emphasis';
import { ShareChart, wordsOf } from '../src/bias/ShareChart';
import type { AxisResult, Estimate } from '../src/bias/types';

const share = (value: number): Estimate => ({ value, low: value, high: value });

const gender: AxisResult = {
  axis: 'gender',
  classes: ['female', 'male'],
  target: [0.5, 0.5],
  original: { shares: [share(0.02), share(0.98)] },
  rewritten: { shares: [share(0.484), share(0.516)] },
};

describe('the chart of shares', () => {
  it('says in words what it shows', () => {
    expect(wordsOf(gender)).toBe(
      'female 2% without rewriting, 48% with it; male 98% without rewriting, 52% with it',
    );
    render(<ShareChart result={gender} title="doctor, gender" />);
    expect(screen.getByRole('img', { name: /doctor, gender: female 2%/ })).toBeVisible();
  });

  it('draws a bar for each share and a line at each target', () => {
    const { container } = render(<ShareChart result={gender} title="doctor, gender" />);
    const widths = [...container.querySelectorAll('rect')].map((bar) => bar.getAttribute('width'));
    expect(widths).toEqual(['2', '48.4', '98', '51.6']);
    const lines = [...container.querySelectorAll('line')].map((line) => line.getAttribute('x1'));
    expect(lines).toEqual(['108', '108']);
  });
});

describe('the emphasis of a rewriting', () => {
  it('names the words that weigh more, and nothing where none does', () => {
    const bundle = { version: 'default-1', target: 'uniform-2' };
    const emphasis = [
      { occupations: ['cleaner'], words: ['light-skinned'], weight: 2.5 },
      { occupations: [], words: ['female', 'male'], weight: 1.25 },
    ];
    expect(emphasisOf({ bundle: { ...bundle, emphasis } })).toBe(
      '; emphasised: light-skinned ×2.5 (cleaner), female and male ×1.25',
    );
    expect(emphasisOf({ bundle: { ...bundle, emphasis: [] } })).toBe('');
  });
});
