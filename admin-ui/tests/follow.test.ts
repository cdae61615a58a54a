import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../src/api/api';
import { Problem } from '../src/api/problem';
import type { GenerationState, StepProgress } from '../src/api/types';
import { follow } from '../src/generation/follow';

const login = {
  token: () => Promise.resolve('old'),
  renewedToken: () => Promise.resolve('new'),
  logout: () => undefined,
};
const api = new Api(login);

/** What the server answers to each call, in order; the last answer repeats. */
function answers(...responses: (() => Response)[]) {
  let call = 0;
  return vi
    .spyOn(globalThis, 'fetch')
    .mockImplementation(() =>
      Promise.resolve().then(responses[Math.min(call++, responses.length - 1)] ?? unreachable),
    );
}

function unreachable(): Response {
  throw new TypeError('fetch failed');
}

const stream = (text: string) => () => new Response(text);
const generation = (state: GenerationState) => () => Response.json({ id: '7', state });
const failing = (status: number) => () => new Response('', { status });

describe('follow', () => {
  let states: GenerationState[];
  let steps: StepProgress[];
  const follower = {
    onState: (state: GenerationState) => states.push(state),
    onStep: (step: StepProgress) => steps.push(step),
  };
  const followed = (signal = new AbortController().signal) => follow(api, '7', follower, signal, 1);

  beforeEach(() => {
    states = [];
    steps = [];
  });

  it('tells states and steps and gives the final generation', async () => {
    const fetched = answers(
      stream(
        'event: state\ndata: {"state":"DRAWING"}\n\n' +
          'event: progress\ndata: {"imageIndex":0,"step":1,"steps":20,"preview":null,"withheld":true}\n\n' +
          'event: state\ndata: {"state":"RELEASED"}\n\n',
      ),
      generation('RELEASED'),
    );
    expect(await followed()).toEqual({ id: '7', state: 'RELEASED' });
    expect(states).toEqual(['DRAWING', 'RELEASED', 'RELEASED']);
    expect(steps).toEqual([{ imageIndex: 0, step: 1, steps: 20, preview: null, withheld: true }]);
    expect(fetched.mock.calls.map(([address]) => address)).toEqual([
      '/api/generations/7/events',
      '/api/generations/7',
    ]);
  });

  it('asks again where the stream breaks off, or cannot be had', async () => {
    answers(
      stream('event: state\ndata: {"state":"QUEUED"}\n\n'),
      generation('QUEUED'),
      failing(503),
      failing(502),
      unreachable,
      generation('DRAWING'),
      failing(503),
      generation('QUARANTINED'),
    );
    expect(await followed()).toEqual({ id: '7', state: 'QUARANTINED' });
    expect(states).toEqual(['QUEUED', 'QUEUED', 'DRAWING', 'QUARANTINED']);
  });

  it('gives up where the server refuses', async () => {
    answers(failing(404));
    await expect(followed()).rejects.toMatchObject({ status: 404 });
  });

  it('stops when nobody looks any more', async () => {
    const abort = new AbortController();
    answers(() => {
      abort.abort();
      return new Response('');
    });
    await expect(followed(abort.signal)).rejects.toThrow('abort');
  });
});

describe('Api', () => {
  it('tries a renewed token once where the server does not take the old one', async () => {
    const fetched = answers(failing(401), () => Response.json({ roles: [] }));
    await api.get('/api/session');
    expect(
      fetched.mock.calls.map(([, init]) => new Headers(init?.headers).get('Authorization')),
    ).toEqual(['Bearer old', 'Bearer new']);
  });

  it('throws what the server says is wrong', async () => {
    answers(
      () =>
        new Response(
          JSON.stringify({
            title: 'The request is not valid',
            detail: 'width must be a multiple of 8.',
            code: 'invalid_request',
            errors: [{ field: 'width', rule: 'must be a multiple of 8' }, { no: 'field' }],
          }),
          { status: 400, headers: { 'Content-Type': 'application/problem+json' } },
        ),
    );
    await expect(api.post('/api/generations', {})).rejects.toEqual(
      new Problem(
        400,
        'The request is not valid',
        'width must be a multiple of 8.',
        'invalid_request',
        [{ field: 'width', rule: 'must be a multiple of 8' }],
        null,
        null,
      ),
    );
  });

  it.each([
    ['20', 20],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
    ['soon', null],
  ])('reads Retry-After %s as %s seconds', async (header, retryAfter) => {
    answers(() => new Response('down', { status: 503, headers: { 'Retry-After': header } }));
    await expect(api.get('/api/models')).rejects.toMatchObject({
      title: 'A part of the system is away',
      retryAfter,
    });
  });
});
