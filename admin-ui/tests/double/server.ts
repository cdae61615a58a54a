import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { ApiDouble } from './api';
import { KeycloakDouble, realmPath } from './keycloak';

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** What the real server allows the portal's page to do. */
const contentSecurityPolicy =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';" +
  " connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'self';" +
  " form-action 'self'; object-src 'none'";

/** The built portal with a double of the server and of Keycloak behind it, on a free port. */
export class ServerDouble {
  readonly keycloak = new KeycloakDouble('portal-user');
  readonly api = new ApiDouble();
  private readonly server: Server;

  private constructor(private readonly dist: string) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((fault: unknown) => {
        response.writeHead(500).end(String(fault));
      });
    });
  }

  static async start(dist: string): Promise<ServerDouble> {
    const double = new ServerDouble(dist);
    await new Promise<void>((ready) => double.server.listen(0, 'localhost', ready));
    return double;
  }

  get address(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.address);
    if (await this.keycloak.answer(request, response, url)) {
      return;
    }
    if (url.pathname === '/config.json') {
      response.setHeader('Content-Type', 'application/json');
      response.end(
        JSON.stringify({
          authority: this.address + realmPath,
          clientId: 'imprimatur-portal',
          logOrigin: 'imprimatur.example/log',
        }),
      );
    } else if (url.pathname.startsWith('/api/')) {
      await this.api.answer(request, response, url, this.keycloak.userOf(request));
    } else {
      this.file(response, url.pathname);
    }
  }

  private file(response: ServerResponse, path: string): void {
    const asked = join(this.dist, path);
    const file = extname(path) !== '' && existsSync(asked) ? asked : join(this.dist, 'index.html');
    response.setHeader('Content-Security-Policy', contentSecurityPolicy);
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
    response.end(readFileSync(file));
  }
}
