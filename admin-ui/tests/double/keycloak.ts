import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

interface Grant {
  challenge: string;
  nonce: string;
  user: string;
}

export const realmPath = '/realms/imprimatur';
const protocol = `${realmPath}/protocol/openid-connect`;

/** As much of Keycloak as a login by the code flow with PKCE takes; everybody has a password here. */
export class KeycloakDouble {
  private readonly grants = new Map<string, Grant>();
  private readonly tokens = new Map<string, string>();
  loggedOut = 0;

  constructor(public user: string) {}

  userOf(request: IncomingMessage): string | undefined {
    return this.tokens.get(request.headers.authorization?.replace(/^Bearer /, '') ?? '');
  }

  /** Makes all tokens bad, as if they had run out. */
  forgetTokens(): void {
    this.tokens.clear();
  }

  async answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
    switch (url.pathname) {
      case `${protocol}/auth`:
        this.authorise(response, url.searchParams);
        return true;
      case `${protocol}/token`:
        this.exchange(response, new URLSearchParams(await text(request)));
        return true;
      case `${protocol}/logout`:
        this.loggedOut++;
        response.end('Logged out');
        return true;
      default:
        return false;
    }
  }

  private authorise(response: ServerResponse, query: URLSearchParams): void {
    const code = randomUUID();
    this.grants.set(code, {
      challenge: query.get('code_challenge') ?? '',
      nonce: query.get('nonce') ?? '',
      user: this.user,
    });
    const answer = new URLSearchParams({ code, state: query.get('state') ?? '' });
    response.writeHead(302, { Location: `${query.get('redirect_uri')}#${answer}` }).end();
  }

  private exchange(response: ServerResponse, form: URLSearchParams): void {
    const grant = this.grants.get(form.get('code') ?? form.get('refresh_token') ?? '');
    const verifier = form.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const renewing = form.get('grant_type') === 'refresh_token';
    if (grant === undefined || (!renewing && challenge !== grant.challenge)) {
      response.writeHead(400).end('{"error":"invalid_grant"}');
      return;
    }
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub: grant.user, nonce: grant.nonce, iat: now, exp: now + 300 };
    const access = tokenOf(claims);
    const refresh = tokenOf({ ...claims, exp: now + 1800 });
    this.tokens.set(access, grant.user);
    this.grants.set(refresh, grant);
    response.setHeader('Content-Type', 'application/json');
    response.end(
      JSON.stringify({ access_token: access, refresh_token: refresh, id_token: tokenOf(claims) }),
    );
  }
}

function tokenOf(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ ...claims, jti: randomUUID() })}.`;
}
