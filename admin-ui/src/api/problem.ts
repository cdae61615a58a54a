export interface FieldError {
  field: string;
  rule: string;
}

/** What the server says when it does not do what was asked: an RFC 9457 problem. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly code: string,
    readonly errors: FieldError[],
    /** Seconds until another try makes sense, if the server knows. */
    readonly retryAfter: number | null,
    /** The recorded generation that a refusal belongs to. */
    readonly generation: string | null,
    /** What exactly is wrong, one line each. */
    readonly findings: string[] = [],
  ) {
    super(detail || title);
  }
}

const titles: Record<number, string> = {
  401: 'You are not logged in any more',
  403: 'You may not do this',
  404: 'This does not exist, or it is not yours',
  429: 'Too many requests are waiting',
  503: 'A part of the system is away',
};

export async function problemOf(response: Response): Promise<Problem> {
  const body = await bodyOf(response);
  return new Problem(
    response.status,
    text(body.title) ?? titles[response.status] ?? 'The server could not answer',
    text(body.detail) ?? '',
    text(body.code) ?? '',
    fieldErrors(body.errors),
    seconds(response.headers.get('Retry-After')),
    text(body.generation),
    [...lines(body.defects, defectLine), ...lines(body.failures, failureLine)],
  );
}

/** Anything thrown, as a problem that can be shown. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) {
    return thrown;
  }
  const detail =
    thrown instanceof TypeError
      ? 'The server could not be reached. Check your connection and try again.'
      : 'The portal met something it does not understand. Reload the page and try again.';
  return new Problem(0, 'That did not work', detail, 'unreachable', [], null, null);
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  if (!response.headers.get('Content-Type')?.includes('json')) {
    return {};
  }
  const body: unknown = await response.json().catch(() => null);
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function fieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) {
    return [];
  }
  return value.flatMap((entry: Partial<FieldError> | null) =>
    entry?.field && entry.rule ? [{ field: entry.field, rule: entry.rule }] : [],
  );
}

/** What the server found in a policy bundle. */
function lines(value: unknown, line: (entry: Record<string, unknown>) => string): string[] {
  return Array.isArray(value) ? value.map((entry) => line(entry as Record<string, unknown>)) : [];
}

function defectLine({ file, line, reason }: Record<string, unknown>): string {
  return `${String(file)}${typeof line === 'number' ? `, line ${line}` : ''}: ${String(reason)}`;
}

function failureLine({ file, name, expected, actual }: Record<string, unknown>): string {
  return `${String(file)}: “${String(name)}” expects ${String(expected)}, but the answer is ${String(actual)}`;
}

/** Seconds of a Retry-After header, which holds seconds or a date. */
function seconds(header: string | null): number | null {
  if (header === null) {
    return null;
  }
  const wait = /^\d+$/.test(header)
    ? Number(header)
    : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Number.isFinite(wait) ? Math.max(wait, 0) : null;
}
