import type { Start } from '../api/types';

/** The checks that want an officer to look at a picture that was brought, by name. */
export function checksForReview(upload: NonNullable<Start['upload']>): string[] {
  return upload.review
    .filter(({ name, thresholds }) => {
      const scores = upload.checks.find((check) => check.name === name)?.scores ?? {};
      return Object.entries(thresholds).some(
        ([category, limit]) => (scores[category] ?? 0) >= limit,
      );
    })
    .map(({ name }) => name);
}

/** Why an officer looks, in words. */
export function reviewReason(check: string): string {
  return check === 'faces'
    ? 'The picture that was brought shows a face.'
    : `The check ${check} wants somebody to look at the picture that was brought.`;
}
