import { render, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Api } from '../src/api/api';
import { ApiProvider } from '../src/api/context';
import type { Generation } from '../src/api/types';
import { GenerationView } from '../src/generation/GenerationView';
import { draftFor, requestOf } from '../src/studio/draft';
import { cartoon } from './double/fixtures';
import { drawn, held, taken } from './double/generations';

const at = '2026-11-25T10:00:00Z';

function asked(prompt: string): Generation {
  return taken({ ...requestOf(draftFor(cartoon(true))), prompt }, at);
}

async function show(generation: Generation) {
  const api = new Api({
    token: () => Promise.resolve('token'),
    renewedToken: () => Promise.resolve('token'),
    logout: () => undefined,
  });
  const fetched = vi.spyOn(globalThis, 'fetch').mockReturnValue(new Promise(() => undefined));
  render(
    <ApiProvider value={api}>
      <GenerationView generation={generation} onAgain={() => undefined} />
    </ApiProvider>,
  );
  // Whatever is asked for is asked for by now.
  await new Promise((resolve) => setTimeout(resolve));
  return fetched;
}

describe('GenerationView', () => {
  it('asks for a released picture', async () => {
    const generation = drawn(asked('a sloth'), at);
    const fetched = await show(generation);
    expect(fetched.mock.calls.map(([address]) => address)).toEqual([
      `/api/generations/${generation.id}/images/0`,
    ]);
    expect(screen.getByText('The prompt is about an animal, not about a person.')).toBeVisible();
  });

  it('never asks for a quarantined picture, even if it had an address', async () => {
    const quarantined = drawn(asked('a beach'), at);
    const images = quarantined.images.map((image) => ({ ...image, href: '/api/leak' }));
    const fetched = await show({ ...quarantined, images });
    expect(fetched).not.toHaveBeenCalled();
    expect(screen.getByText('Picture 1 is quarantined')).toBeVisible();
    expect(screen.queryByRole('img', { name: 'a beach' })).toBeNull();
    const check = screen.getByRole('region', { name: 'Picture 1, check nsfw' });
    expect(within(check).getByText('flagged')).toBeVisible();
    expect(within(check).getByRole('meter', { name: 'sexy' })).toHaveAttribute(
      'aria-valuetext',
      '88%, limit 85%',
    );
    expect(within(check).getByRole('meter', { name: 'neutral' })).toHaveAttribute(
      'aria-valuetext',
      '0.7%',
    );
  });

  it("shows the concepts that a model's own safety checker found nearest", async () => {
    const quarantined = drawn(asked('a beach'), at);
    const concepts = Array.from({ length: 17 }, (_, index) => `concept-${String(index + 1)}`);
    const images = quarantined.images.map((image) => ({
      ...image,
      checks: [
        {
          name: 'safety-checker',
          version: 'stable-diffusion/1',
          weightsHash: image.pixelHash,
          scores: {
            'special-care-1': -0.2,
            ...Object.fromEntries(concepts.map((concept) => [concept, -0.1])),
            'concept-5': 0.012,
          },
          thresholds: Object.fromEntries(concepts.map((concept) => [concept, 0])),
          flagged: true,
        },
      ],
    }));
    await show({ ...quarantined, images });
    expect(
      screen.getByText("It did not pass the model's own safety checker and is shown to nobody."),
    ).toBeVisible();
    const check = screen.getByRole('region', { name: 'Picture 1, check safety-checker' });
    expect(within(check).getByText('0.012, limit 0.000')).toBeVisible();
    expect(within(check).getByText('15 other concepts')).toBeVisible();
    expect(within(check).getByText('−0.200, special care')).toBeInTheDocument();
  });

  it('shows which words weigh more', async () => {
    const weights = { prompt: [{ start: 2, end: 7, weight: 1.2 }], negativePrompt: [] };
    await show({ ...drawn(asked('a beach'), at), original: 'a (beach:1.2)', weights });
    expect(screen.getByText('beach × 1.2')).toBeVisible();
    expect(screen.getByText('a (beach:1.2)')).toBeVisible();
  });

  it('shows why policy refused, and nothing that did not happen', async () => {
    await show(asked('Angela Merkel on a bicycle'));
    expect(screen.getByRole('heading', { name: 'This request was refused' })).toBeVisible();
    expect(screen.getAllByText('no-protected-persons')).not.toHaveLength(0);
    const stages = screen.getAllByRole('heading', { level: 3 });
    expect(stages.map(({ textContent }) => textContent)).toEqual([
      'Asked',
      'Prompt normalised',
      'Policy decided',
      'Recorded in the log',
    ]);
  });

  it('says why an officer looks first, and shows no picture until then', async () => {
    const fetched = await show(held(asked('a passport'), at));
    expect(fetched).not.toHaveBeenCalled();
    expect(screen.getByText('Picture 1 waits for an officer')).toBeVisible();
    expect(screen.getByText('demands a review')).toBeVisible();
    expect(screen.getByText('deception likely (91%) (version 1)')).toBeVisible();
    const stages = screen.getAllByRole('heading', { level: 3 });
    expect(stages.at(-1)).toHaveTextContent('Waiting for an officer');
  });

  it.each([
    [0.9, true],
    [0.4, false],
  ])(
    'says whether a face of %d in a brought picture is why an officer looks',
    async (face, why) => {
      const thresholds = { face: 0.5 };
      const upload = {
        id: 'u',
        fileHash: 'd'.repeat(64),
        marks: ['c2pa'],
        review: [{ name: 'faces', thresholds }],
        checks: [
          {
            name: 'faces',
            version: '1',
            weightsHash: 'b'.repeat(64),
            flagged: false,
            scores: { face },
            thresholds,
          },
        ],
      };
      const start = { generation: null, index: null, maskHash: null, strength: 0.5, upload };
      await show({ ...held(asked('a garden'), at), start });
      const reason = screen.queryByText('The picture that was brought shows a face.');
      expect(reason === null).toBe(!why);
      expect(screen.getByText(why ? 'Passed; an officer looks first' : 'Passed')).toBeVisible();
      expect(screen.getByText('with content credentials', { exact: false })).toBeVisible();
    },
  );

  it('tells what the officer decided', async () => {
    const waiting = held(asked('a passport'), at);
    const images = waiting.images.map((image) => ({ ...image, state: 'withheld' as const }));
    const review = { officer: 'o-1', released: 0, reason: 'A real document.', at };
    await show({ ...waiting, state: 'QUARANTINED', images, review });
    expect(screen.getByText('A compliance officer kept this back', { exact: false })).toBeVisible();
    expect(screen.getByText('Picture 1 is withheld')).toBeVisible();
    expect(screen.getAllByText('A real document.')).not.toHaveLength(0);
  });

  it('shows words of a prompt as text, whatever they look like', async () => {
    const prompt = '<img src=x onerror=alert(1)> a nurse';
    await show(drawn(asked(prompt), at));
    expect(document.querySelector('img[src=x]')).toBeNull();
    expect(screen.getByText(prompt)).toBeVisible();
  });
});
