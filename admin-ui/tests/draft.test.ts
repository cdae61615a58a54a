import { describe, expect, it } from 'vitest';
import {
  draftFor,
  draftFrom,
  draftOf,
  errorsOf,
  randomSeed,
  requestOf,
  withPreset,
  type Draft,
} from '../src/studio/draft';
import { cartoon, presets } from './double/fixtures';
import { taken } from './double/generations';

const model = cartoon(true);
const good: Draft = { ...draftFor(model), prompt: 'a sloth' };

describe('errorsOf', () => {
  it('finds nothing wrong with the defaults and a prompt', () => {
    expect(errorsOf(good, model)).toEqual({});
  });

  it.each<[Partial<Draft>, Partial<Record<keyof Draft, string>>]>([
    [{ prompt: ' \n' }, { prompt: 'Say what the picture should show.' }],
    [{ prompt: 'x'.repeat(32_001) }, { prompt: 'At most 32,000 characters.' }],
    [{ width: '250' }, { width: 'A multiple of 8.' }],
    [{ height: '1024' }, { height: 'From 128 to 512.' }],
    [{ steps: '' }, { steps: 'From 1 to 50.' }],
    [{ steps: '2.5' }, { steps: 'A whole number.' }],
    [{ guidanceScale: '-1' }, { guidanceScale: 'From 0 to 30.' }],
    [{ count: '5' }, { count: 'From 1 to 4.' }],
    [{ seed: '4294967296' }, { seed: 'From 0 to 4,294,967,295.' }],
    [{ seed: '1e400' }, { seed: 'From 0 to 4,294,967,295.' }],
    [
      { rewriting: 'decline', justification: ' short    ' },
      { justification: 'Say why, in at least 10 characters.' },
    ],
  ])('refuses %j', (change, errors) => {
    expect(errorsOf({ ...good, ...change }, model)).toEqual(errors);
  });

  it.each<Partial<Draft>>([
    { prompt: 'x'.repeat(32_000) },
    { seed: '0' },
    { seed: '4294967295' },
    { guidanceScale: '7.5' },
    { rewriting: 'decline', justification: 'a portrait of my own team' },
  ])('takes %j', (change) => {
    expect(errorsOf({ ...good, ...change }, model)).toEqual({});
  });
});

describe('requestOf', () => {
  it('leaves out what was left open', () => {
    expect(requestOf({ ...good, justification: 'of an earlier choice' })).toEqual({
      model: 'cartoon',
      prompt: 'a sloth',
      width: 256,
      height: 256,
      steps: 20,
      guidanceScale: 5,
      sampler: 'dpm++2m',
      count: 1,
      rewriting: 'accept',
    });
  });

  it('names a preset and takes its settings over the model’s, which come back without it', () => {
    const [watercolour, pencil] = presets;
    const painted = withPreset(good, model, watercolour);
    expect(requestOf(painted)).toMatchObject({
      preset: 'watercolour',
      guidanceScale: 4,
      steps: 20,
    });
    expect(requestOf(withPreset(painted, model, pencil))).toMatchObject({
      preset: 'pencil',
      guidanceScale: 5,
    });
    expect(withPreset(painted, model, undefined)).toEqual(good);
  });

  it('does not name a preset again whose words a prompt has', () => {
    const request = requestOf(withPreset(good, model, presets[0]));
    const again = draftOf(taken(request, '2026-11-25T10:00:00Z'), 'accept');
    expect(again).toMatchObject({ prompt: 'a sloth, watercolor painting', preset: '' });
  });

  it('draws on from a picture, and then again from the same', () => {
    const first = taken(requestOf(good), '2026-11-25T10:00:00Z');
    const next = draftFrom(first, 1);
    expect(next).toMatchObject({ prompt: 'a sloth', seed: '', count: '1' });
    expect(requestOf(next).start).toEqual({ generation: first.id, index: 1, strength: 0.6 });
    const again = draftOf(taken(requestOf(next), '2026-11-25T10:00:00Z'), 'accept');
    expect(again.start).toEqual(next.start);
    expect(requestOf({ ...again, start: null })).not.toHaveProperty('start');
  });

  it.each([
    ['0', 'Above 0, at most 1.'],
    ['', 'Above 0, at most 1.'],
    ['1.5', 'Above 0, at most 1.'],
    ['0.01', 'More, or more steps: nothing would be drawn.'],
  ])('refuses the strength %j', (strength, error) => {
    const start = { source: { generation: 'x', index: 0 }, mask: null, strength };
    expect(errorsOf({ ...good, start }, model)).toEqual({ start: error });
  });

  it('asks for the same again, with other rewriting', () => {
    const request = {
      ...requestOf({ ...good, seed: '4294967295', negativePrompt: 'text' }),
      count: 2,
    };
    const again = draftOf(taken(request, '2026-11-25T10:00:00Z'), 'decline');
    expect(requestOf({ ...again, justification: 'because I want to' })).toEqual({
      ...request,
      rewriting: 'decline',
      justification: 'because I want to',
    });
  });
});

describe('randomSeed', () => {
  it('gives seeds that a request may have', () => {
    for (let roll = 0; roll < 100; roll++) {
      expect(errorsOf({ ...good, seed: randomSeed() }, model)).toEqual({});
    }
  });
});
