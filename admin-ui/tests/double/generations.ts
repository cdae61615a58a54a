import { randomUUID } from 'node:crypto';
import type { Decision, Generation, GenerationRequest, Picture, Signal } from '../../src/api/types';
import { presets } from './fixtures';
import { clausesOf } from './licences';
import { rewritingOf } from './rewriting';
import { startOf } from './start';

const hash = 'b25a5f1de7293ef389dd720598d3d0b04f343fe6404e668f58396236072e3e10';
const nsfwThresholds = { hentai: 0.8, porn: 0.7, sexy: 0.85 };

/** What becomes of a prompt here: some words make the policy or the image check refuse. */
export function isRefused(prompt: string): boolean {
  return prompt.includes('Angela Merkel');
}

function isFlagged(prompt: string): boolean {
  return prompt.includes('beach');
}

function isForReview(prompt: string): boolean {
  return prompt.includes('passport');
}

/** A generation as it is when it was just taken. */
export function taken(request: GenerationRequest, at: string): Generation {
  const preset = presets.find(({ id }) => id === request.preset);
  const original = [request.prompt, preset?.words].filter(Boolean).join(', ');
  const refused = isRefused(original);
  const normal = original.normalize('NFKC');
  const id = randomUUID();
  return {
    id,
    state: refused ? 'DENIED' : 'QUEUED',
    createdAt: at,
    finishedAt: refused ? at : null,
    model: request.model,
    modelTitle: 'Cartoon',
    modelHash: hash,
    licence: {
      id: 'imprimatur-cartoon-1',
      version: '1.0',
      sha256: hash,
      acceptedAt: '2026-11-25T10:00:00Z',
      clauses: clausesOf(refused),
    },
    original,
    asked: { tenant: null, preset: preset?.id ?? null },
    prompt: normal,
    negativePrompt: request.negativePrompt ?? '',
    start: request.start ? startOf(request.start) : null,
    weights: { prompt: [], negativePrompt: [] },
    width: request.width,
    height: request.height,
    steps: request.steps,
    guidanceScale: request.guidanceScale,
    sampler: request.sampler,
    seed: request.seed ?? 2_917_340_211,
    count: request.count,
    normalisation: normal === original ? [] : ['Compatibility characters were replaced.'],
    decision: decisionOn(normal, refused),
    rewriting: refused ? null : rewritingOf(normal, request),
    images: [],
    denial: refused
      ? {
          code: 'protected_person',
          message:
            'The prompt names a protected person, of whom no pictures are made here without their consent.',
          categories: [],
        }
      : null,
    failure: null,
    review: null,
    notices: [],
    worker: null,
    trace: null,
    receipt: refused ? `/api/generations/${id}/receipt` : null,
  };
}

/** The same generation after it was drawn and checked. */
export function drawn(generation: Generation, at: string): Generation {
  const images = Array.from({ length: generation.count }, (_, index) => picture(generation, index));
  return {
    ...generation,
    state: images.some(({ state }) => state === 'released') ? 'RELEASED' : 'QUARANTINED',
    finishedAt: at,
    images,
    worker: 'worker-1',
    trace: { device: 'cpu', steps: [] },
    receipt: `/api/generations/${generation.id}/receipt`,
  };
}

/** The same generation while an officer is awaited. */
export function held(generation: Generation, at: string): Generation {
  const waiting = drawn(generation, at);
  return {
    ...waiting,
    state: 'IN_REVIEW',
    finishedAt: null,
    receipt: null,
    images: waiting.images.map((image) => ({ ...image, state: 'held', href: null })),
  };
}

function picture(generation: Generation, index: number): Picture {
  const flagged = isFlagged(generation.prompt) && index === 0;
  return {
    index,
    seed: generation.seed + index,
    prompt: generation.rewriting?.images[index]?.prompt ?? generation.prompt,
    state: flagged ? 'quarantined' : 'released',
    href: flagged ? null : `/api/generations/${generation.id}/images/${index}`,
    pixelHash: hash.replaceAll('2', String(index)),
    checks: [
      {
        name: 'nsfw',
        version: '4.4.0',
        weightsHash: hash,
        scores: flagged
          ? { drawing: 0.08, hentai: 0.02, neutral: 0.007, porn: 0.012, sexy: 0.881 }
          : { drawing: 0.944, hentai: 0.021, neutral: 0.032, porn: 0.002, sexy: 0.001 },
        thresholds: nsfwThresholds,
        flagged,
      },
    ],
    reasons: flagged ? ['image_nsfw'] : [],
  };
}

function decisionOn(prompt: string, refused: boolean): Decision {
  const position = prompt.indexOf('Angela Merkel');
  const signal = (name: string): Signal => ({
    name,
    version: '1',
    hash,
    source: 'prompt',
    categories: [],
    findings: [],
  });
  const persons = {
    ...signal('protected-persons'),
    findings: refused
      ? [
          {
            start: position,
            end: position + 13,
            label: 'protected_person',
            severity: 'HIGH',
            entry: 'angela-merkel',
          },
        ]
      : [],
  };
  return {
    effect: refused ? 'forbid' : 'permit',
    bundleVersion: '1',
    bundleHash: hash,
    policies: [
      refused
        ? {
            id: 'no-protected-persons',
            effect: 'forbid',
            licenceClause: 'imprimatur-cartoon-1#R6',
            message:
              'The prompt names a protected person, of whom no pictures are made here without their consent.',
          }
        : {
            id: 'generating-roles',
            effect: 'permit',
            licenceClause: null,
            message: 'Portal users, API teams and policy authors may generate pictures.',
          },
    ],
    signals: [signal('term-lists'), persons],
    scores: {
      name: 'ngrams+all-MiniLM-L6-v2-q8-layer-4',
      version: '1',
      hash,
      unsafe: 0.02,
      categories: isForReview(prompt)
        ? [{ category: 'deception', probability: 0.91, level: 'likely' }]
        : [{ category: 'deception', probability: 0.01, level: 'clear' }],
    },
    writing: {
      language: 'en',
      scripts: ['Latin'],
      mixesScripts: false,
      knownShare: 1,
      disguises: [],
    },
    obligations: isForReview(prompt)
      ? [
          {
            kind: 'review',
            policy: {
              id: 'likely-deception',
              effect: 'permit',
              licenceClause: 'imprimatur-cartoon-1#R7',
              message: 'Looks made to be taken for a document: an officer looks first.',
            },
          },
        ]
      : [],
  };
}
