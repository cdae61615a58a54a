import type { Login } from '../session/login';
import { problemOf } from './problem';

/** Talks to the server in the name of who is logged in. Every refusal is thrown as a Problem. */
export class Api {
  constructor(private readonly login: Login) {}

  async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    const response = await this.send(path, { signal, headers: { Accept: 'application/json' } });
    return (await response.json()) as T;
  }

  async post<T>(path: string, body: unknown): Promise<T | null> {
    const response = await this.send(path, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return text === '' ? null : (JSON.parse(text) as T);
  }

  async upload<T>(path: string, file: Blob, mediaType: string): Promise<T> {
    const response = await this.send(path, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': mediaType },
      body: file,
    });
    return (await response.json()) as T;
  }

  async remove(path: string): Promise<void> {
    await this.send(path, { method: 'DELETE', headers: { Accept: 'application/json' } });
  }

  async blob(path: string, signal?: AbortSignal): Promise<Blob> {
    const response = await this.send(path, { signal });
    return response.blob();
  }

  async events(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const response = await this.send(path, { signal, headers: { Accept: 'text/event-stream' } });
    if (response.body === null) {
      throw new TypeError('the stream of events has no body');
    }
    return response.body;
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    let response = await this.fetch(path, init, await this.login.token());
    if (response.status === 401) {
      response = await this.fetch(path, init, await this.login.renewedToken());
    }
    if (!response.ok) {
      throw await problemOf(response);
    }
    return response;
  }

  private fetch(path: string, init: RequestInit, token: string): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${token}`);
    return fetch(path, { ...init, headers });
  }
}
