import type { Generation, GenerationRequest, Model, Preset, RewritingChoice } from '../api/types';
import { startError, startOf, startRequestOf, usualStrength, type StartDraft } from './start';

export const longestPrompt = 32_000;
export const largestSeed = 4_294_967_295;
const shortestJustification = 10;
const longestJustification = 1_000;
const sizeStep = 8;
const largestGuidance = 30;

/** A request while it is typed: numbers are still text. */
export interface Draft {
  prompt: string;
  /** The picture to start from. */
  start: StartDraft | null;
  /** A preset's id; empty for none. */
  preset: string;
  negativePrompt: string;
  model: string;
  width: string;
  height: string;
  steps: string;
  guidanceScale: string;
  sampler: string;
  /** Empty to let the server choose. */
  seed: string;
  count: string;
  rewriting: RewritingChoice;
  justification: string;
}

export type DraftErrors = Partial<Record<keyof Draft, string>>;

export function draftFor(model: Model): Draft {
  return {
    prompt: '',
    start: null,
    preset: '',
    negativePrompt: '',
    seed: '',
    count: '1',
    rewriting: 'accept',
    justification: '',
    ...modelSettings(model),
  };
}

/** The same words with the settings that another model starts from. */
export function withModel(draft: Draft, model: Model): Draft {
  return { ...draft, ...modelSettings(model) };
}

/** The same words under a preset, with its settings over the model's. */
export function withPreset(draft: Draft, model: Model, preset: Preset | undefined): Draft {
  const { width, height, steps, guidanceScale } = preset?.settings ?? {};
  const own = modelSettings(model);
  return {
    ...draft,
    preset: preset?.id ?? '',
    width: String(width ?? own.width),
    height: String(height ?? own.height),
    steps: String(steps ?? own.steps),
    guidanceScale: String(guidanceScale ?? own.guidanceScale),
    sampler: own.sampler,
  };
}

/** What asks again for a generation that was made. */
export function draftOf(generation: Generation, rewriting: RewritingChoice): Draft {
  return {
    prompt: generation.original || generation.prompt,
    start: startOf(generation.start),
    // Its words are in the prompt already.
    preset: '',
    negativePrompt: generation.negativePrompt,
    model: generation.model,
    width: String(generation.width),
    height: String(generation.height),
    steps: String(generation.steps),
    guidanceScale: String(generation.guidanceScale),
    sampler: generation.sampler,
    seed: String(generation.seed),
    count: String(generation.count),
    rewriting,
    justification: generation.rewriting?.justification ?? '',
  };
}

/** What draws on from a picture: its words and settings, and another seed. */
export function draftFrom(generation: Generation, index: number): Draft {
  return {
    ...draftOf(generation, generation.rewriting?.choice === 'decline' ? 'decline' : 'accept'),
    start: {
      source: { generation: generation.id, index },
      mask: null,
      strength: usualStrength,
    },
    seed: '',
    count: '1',
  };
}

export function randomSeed(): string {
  return String(crypto.getRandomValues(new Uint32Array(1))[0]);
}

/** What is wrong with a draft, by field; empty if it can be sent. */
export function errorsOf(draft: Draft, model: Model): DraftErrors {
  const { minimumSize, maximumSize, maximumSteps, maximumCount } = model.limits;
  const found: [keyof Draft, string | undefined][] = [
    ['prompt', promptError(draft.prompt)],
    ['negativePrompt', lengthError(draft.negativePrompt, longestPrompt)],
    ['width', numberError(draft.width, minimumSize, maximumSize, sizeStep)],
    ['height', numberError(draft.height, minimumSize, maximumSize, sizeStep)],
    ['steps', numberError(draft.steps, 1, maximumSteps, 1)],
    ['guidanceScale', numberError(draft.guidanceScale, 0, largestGuidance, null)],
    ['count', numberError(draft.count, 1, maximumCount, 1)],
    ['seed', draft.seed === '' ? undefined : numberError(draft.seed, 0, largestSeed, 1)],
    ['justification', justificationError(draft)],
    ['start', startError(draft)],
  ];
  return Object.fromEntries(found.filter(([, error]) => error !== undefined));
}

export function requestOf(draft: Draft): GenerationRequest {
  return {
    model: draft.model,
    prompt: draft.prompt,
    ...(draft.start === null ? {} : { start: startRequestOf(draft.start) }),
    ...(draft.preset === '' ? {} : { preset: draft.preset }),
    ...(draft.negativePrompt.trim() === '' ? {} : { negativePrompt: draft.negativePrompt }),
    width: Number(draft.width),
    height: Number(draft.height),
    steps: Number(draft.steps),
    guidanceScale: Number(draft.guidanceScale),
    sampler: draft.sampler,
    ...(draft.seed === '' ? {} : { seed: Number(draft.seed) }),
    count: Number(draft.count),
    rewriting: draft.rewriting,
    ...(draft.rewriting === 'decline' ? { justification: draft.justification.trim() } : {}),
  };
}

function modelSettings(model: Model) {
  return {
    model: model.id,
    width: String(model.defaults.width),
    height: String(model.defaults.height),
    steps: String(model.defaults.steps),
    guidanceScale: String(model.defaults.guidanceScale),
    sampler: model.defaults.sampler,
  };
}

function promptError(prompt: string): string | undefined {
  return prompt.trim() === ''
    ? 'Say what the picture should show.'
    : lengthError(prompt, longestPrompt);
}

function justificationError({ rewriting, justification }: Draft): string | undefined {
  if (rewriting === 'accept') {
    return undefined;
  }
  return justification.trim().length < shortestJustification
    ? `Say why, in at least ${shortestJustification} characters.`
    : lengthError(justification, longestJustification);
}

function lengthError(text: string, most: number): string | undefined {
  return text.length > most ? `At most ${most.toLocaleString('en')} characters.` : undefined;
}

function numberError(
  text: string,
  least: number,
  most: number,
  multipleOf: number | null,
): string | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= least && value <= most)) {
    return `From ${least.toLocaleString('en')} to ${most.toLocaleString('en')}.`;
  }
  if (multipleOf === null || value % multipleOf === 0) {
    return undefined;
  }
  return multipleOf === 1 ? 'A whole number.' : `A multiple of ${multipleOf}.`;
}
