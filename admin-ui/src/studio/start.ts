import type { Start, StartRequest, StartSource, Upload } from '../api/types';
import type { Draft } from './draft';

export const usualStrength = '0.6';

/** Into a hole of a picture one usually draws something new. */
export const usualStrengthInMask = '1';

/** A picture to start from while a request is typed: its strength is still text. */
export interface StartDraft {
  source: StartSource;
  /** The id of a picture that was brought, whose white is drawn anew. */
  mask: string | null;
  strength: string;
}

/** Where its file is. */
export function hrefOf(source: StartSource): string {
  return 'upload' in source
    ? `/api/uploads/${encodeURIComponent(source.upload)}/image`
    : `/api/generations/${encodeURIComponent(source.generation)}/images/${source.index}`;
}

/** What starts again from where a request started. Of a mask only the hash is recorded. */
export function startOf(start: Start | null): StartDraft | null {
  if (start === null) {
    return null;
  }
  const strength = String(start.strength);
  if (start.upload !== null) {
    return { source: { upload: start.upload.id }, mask: null, strength };
  }
  return start.generation === null
    ? null
    : {
        source: { generation: start.generation, index: start.index ?? 0 },
        mask: null,
        strength,
      };
}

export function startRequestOf({ source, mask, strength }: StartDraft): StartRequest {
  return { ...source, ...(mask === null ? {} : { mask }), strength: Number(strength) };
}

export function startError({ start, steps }: Draft): string | undefined {
  if (start === null) {
    return undefined;
  }
  const strength = start.strength.trim() === '' ? Number.NaN : Number(start.strength);
  if (!(strength > 0 && strength <= 1)) {
    return 'Above 0, at most 1.';
  }
  return Number(steps) * strength < 1 ? 'More, or more steps: nothing would be drawn.' : undefined;
}

const sizeStep = 8;

/** A size of the picture's shape with about as many pixels as drawings usually have. */
export function sizeLike(
  { width, height }: Pick<Upload, 'width' | 'height'>,
  usual: { width: number; height: number },
  limits: { minimumSize: number; maximumSize: number },
): { width: string; height: string } {
  const scale = Math.sqrt((usual.width * usual.height) / (width * height));
  const side = (length: number) =>
    String(
      Math.min(
        Math.max(Math.round((length * scale) / sizeStep) * sizeStep, limits.minimumSize),
        limits.maximumSize,
      ),
    );
  return { width: side(width), height: side(height) };
}
