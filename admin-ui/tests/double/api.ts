import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Generation, GenerationRequest, GenerationState } from '../../src/api/types';
import { cartoon, licence, presets, rolesOf, status } from './fixtures';
import { acceptances, attestations, coverage } from './licences';
import { drawn, isRefused, taken } from './generations';
import { pictureOf } from './picture';

interface Stored {
  owner: string;
  generation: Generation;
}

/** The server's own API with invented pictures, after the HTTP contract. */
export class ApiDouble {
  readonly stored: Stored[] = [];
  /** What officers gave as their reasons. */
  readonly reasons: string[] = [];
  licenceAccepted = true;
  attested = false;
  stepMillis = 5;
  /** Answers the next request for a picture with this status. */
  nextStatus: number | null = null;

  /** Adds a request as if it had been made at that time. */
  add(owner: string, request: GenerationRequest, at: string, end?: GenerationState): Generation {
    const begun = taken(request, at);
    const generation = isRefused(request.prompt) || end === 'QUEUED' ? begun : drawn(begun, at);
    this.stored.unshift({ owner, generation });
    return generation;
  }

  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    user: string | undefined,
  ): Promise<void> {
    if (user === undefined) {
      problem(response, 401, 'unauthenticated', 'Log in first.');
      return;
    }
    const [, , area, id, part, index] = url.pathname.split('/');
    const found = this.stored.find(({ generation }) => generation.id === id);
    switch (area) {
      case 'session':
        send(response, { userName: user, roles: rolesOf(user), tenant: null });
        break;
      case 'presets':
        send(response, presets);
        break;
      case 'models':
        if (part === 'licence') {
          this.licenceAccepted =
            request.method === 'POST' ? index === 'acceptances' : this.licenceAccepted;
          send(response, licence(this.licenceAccepted));
        } else {
          send(response, [cartoon(this.licenceAccepted)]);
        }
        break;
      case 'status':
        send(response, status);
        break;
      case 'licence-coverage':
        send(response, coverage);
        break;
      case 'licence-acceptances':
        send(response, page(acceptances, url));
        break;
      case 'licence-attestations':
        this.attested ||= request.method === 'POST';
        send(response, attestations(this.attested));
        break;
      case 'licence-report':
        this.reasons.push(url.searchParams.get('reason') ?? '');
        response.setHeader('Content-Type', 'application/pdf');
        response.end('%PDF-1.6\n');
        break;
      case 'audit':
        this.audit(response, url);
        break;
      case 'generations':
        if (request.method === 'POST' && id === undefined) {
          this.take(response, user, (await json(request)) as GenerationRequest);
        } else if (id === undefined) {
          this.list(response, url, user);
        } else if (found !== undefined) {
          await this.one(response, found, part, Number(index));
        } else {
          problem(response, 404, 'not_found', 'There is no such generation.');
        }
        break;
      default:
        problem(response, 404, 'not_found', 'There is nothing here.');
    }
  }

  private take(response: ServerResponse, user: string, request: GenerationRequest): void {
    if (this.nextStatus !== null) {
      response.setHeader('Retry-After', '20');
      problem(response, this.nextStatus, 'too_many_requests', 'The queue is full.');
      this.nextStatus = null;
      return;
    }
    const generation = taken(request, new Date().toISOString());
    this.stored.unshift({ owner: user, generation });
    if (generation.denial !== null) {
      problem(response, 403, generation.denial.code, generation.denial.message, {
        generation: generation.id,
      });
      return;
    }
    response.statusCode = 202;
    send(response, generation);
  }

  private list(response: ServerResponse, url: URL, user: string): void {
    const state = url.searchParams.get('state');
    const items = this.stored
      .filter(({ owner }) => owner === user)
      .map(({ generation }) => generation)
      .filter((generation) => state === null || generation.state === state);
    send(response, page(items, url));
  }

  private async one(response: ServerResponse, stored: Stored, part?: string, index = 0) {
    const { generation } = stored;
    switch (part) {
      case undefined:
        send(response, generation);
        break;
      case 'events':
        await this.draw(response, stored);
        break;
      case 'images':
        response.setHeader('Content-Type', 'image/png');
        response.end(pictureOf(256, generation.seed + index, 0));
        break;
      case 'receipt':
        response.setHeader('Content-Type', 'text/plain');
        response.end(`receipt of ${generation.id}\n`);
        break;
      default:
        stored.generation = {
          ...generation,
          state: 'CANCELLED',
          finishedAt: new Date().toISOString(),
          failure: { code: 'cancelled', message: 'The request was cancelled.' },
          receipt: `/api/generations/${generation.id}/receipt`,
        };
        response.statusCode = 202;
        send(response, stored.generation);
    }
  }

  /** Draws while somebody watches. */
  private async draw(response: ServerResponse, stored: Stored): Promise<void> {
    const { steps, count, seed } = stored.generation;
    response.setHeader('Content-Type', 'text/event-stream');
    const tell = (event: string, data: object) =>
      response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    tell('state', { state: stored.generation.state });
    await pause(this.stepMillis * 5);
    tell('state', { state: 'DRAWING' });
    for (let step = 1; step <= steps && stored.generation.state === 'QUEUED'; step++) {
      for (let imageIndex = 0; imageIndex < count; imageIndex++) {
        const png = step % 4 === 1 ? pictureOf(128, seed + imageIndex, 1 - step / steps) : null;
        const preview = png && `data:image/png;base64,${png.toString('base64')}`;
        tell('progress', { imageIndex, step, steps, preview, withheld: false });
      }
      await pause(this.stepMillis);
    }
    if (stored.generation.state === 'QUEUED') {
      stored.generation = drawn(stored.generation, new Date().toISOString());
    }
    tell('state', { state: stored.generation.state });
    response.end();
  }

  private audit(response: ServerResponse, url: URL): void {
    const [, , , , id, part, index] = url.pathname.split('/');
    const found = this.stored.find(({ generation }) => generation.id === id);
    const reason = url.searchParams.get('reason') ?? '';
    if (found === undefined) {
      const wanted = (name: string, value: string) =>
        (url.searchParams.get(name) ?? value) === value;
      const lines = this.stored
        .filter(
          ({ owner, generation }) => wanted('user', owner) && wanted('state', generation.state),
        )
        .map(({ owner, generation }) => ({
          ...generation,
          prompt: undefined,
          original: undefined,
          owner: { userName: owner, pseudonym: 'p' },
          rewritten: generation.rewriting?.changed === true,
          reason: generation.denial?.code ?? generation.failure?.code ?? null,
        }));
      send(response, page(lines, url));
      return;
    }
    this.reasons.push(reason);
    if (part === 'images') {
      response.setHeader('Content-Type', 'image/png');
      response.end(pictureOf(256, found.generation.seed + Number(index), 0));
      return;
    }
    send(response, {
      ...found.generation,
      images: found.generation.images.map((picture) => ({
        ...picture,
        href: picture.href?.replace('/api/', '/api/audit/') ?? null,
      })),
      owner: { userName: found.owner, pseudonym: 'p' },
      receipt: null,
      receiptText: `receipt of ${id}\n`,
      links: { self: `/api/audit/generations/${id}` },
    });
  }
}

function page<T>(items: T[], url: URL) {
  const start = Number(url.searchParams.get('cursor') ?? 0);
  const end = start + Number(url.searchParams.get('limit') ?? 20);
  return { items: items.slice(start, end), nextCursor: end < items.length ? String(end) : null };
}

function send(response: ServerResponse, body: unknown): void {
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(body));
}

function problem(
  response: ServerResponse,
  statusCode: number,
  code: string,
  detail: string,
  more: object = {},
): void {
  response.statusCode = statusCode;
  response.setHeader('Content-Type', 'application/problem+json');
  response.end(JSON.stringify({ title: 'Refused', status: statusCode, code, detail, ...more }));
}
