import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Api } from '../src/api/api';
import { ApiProvider } from '../src/api/context';
import { ReviewForm } from '../src/compliance/ReviewForm';
import { draftFor, requestOf } from '../src/studio/draft';
import { cartoon } from './double/fixtures';
import { held, taken } from './double/generations';

const at = '2026-11-25T10:00:00Z';

function show(onDecided: (reason: string) => void) {
  const request = { ...requestOf(draftFor(cartoon(true))), prompt: 'a passport', count: 2 };
  const { images } = held(taken(request, at), at);
  const api = new Api({
    token: () => Promise.resolve('token'),
    renewedToken: () => Promise.resolve('token'),
    logout: () => undefined,
  });
  const sent = vi.spyOn(api, 'post').mockResolvedValue(null);
  render(
    <ApiProvider value={api}>
      <ReviewForm
        address="/api/audit/generations/7/review"
        pictures={images}
        onDecided={onDecided}
      />
    </ApiProvider>,
  );
  return sent;
}

describe('ReviewForm', () => {
  it('sends which pictures are released, and why', async () => {
    const decided = vi.fn();
    const sent = show(decided);
    await userEvent.click(screen.getByLabelText('Picture 2'));
    await userEvent.type(screen.getByLabelText('Reason'), 'A training card.');
    await userEvent.click(screen.getByRole('button', { name: 'Release 1 of 2' }));
    expect(sent).toHaveBeenCalledWith('/api/audit/generations/7/review', {
      released: [1],
      reason: 'A training card.',
    });
    expect(decided).toHaveBeenCalledWith('A training card.');
  });

  it('withholds all where none is chosen, and never without a reason', async () => {
    const sent = show(() => undefined);
    const button = screen.getByRole('button', { name: 'Withhold all 2' });
    expect(button).toBeDisabled();
    await userEvent.type(screen.getByLabelText('Reason'), 'A real document.');
    await userEvent.click(button);
    expect(sent).toHaveBeenCalledWith('/api/audit/generations/7/review', {
      released: [],
      reason: 'A real document.',
    });
  });
});
