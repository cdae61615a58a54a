import Keycloak from 'keycloak-js';
import type { PortalConfiguration } from '../api/types';

/** Who is logged in. Tokens stay in memory; a reloaded page gets new ones from Keycloak. */
export interface Login {
  /** An access token that is good for some time yet. */
  token(): Promise<string>;
  /** A new access token, for when the server took the old one for a bad one. */
  renewedToken(): Promise<string>;
  logout(): void;
}

const secondsOfGrace = 30;

/** Logs in by the code flow with PKCE; leaves the page for Keycloak's when that is needed. */
export async function logIn(configuration: PortalConfiguration): Promise<Login> {
  const keycloak = new Keycloak({
    ...realmOf(configuration.authority),
    clientId: configuration.clientId,
  });
  await keycloak.init({
    onLoad: 'login-required',
    pkceMethod: 'S256',
    checkLoginIframe: false,
  });
  return loginOf(keycloak);
}

/** The parts of a realm's address, `<keycloak>/realms/<realm>`. */
export function realmOf(authority: string): { url: string; realm: string } {
  const parts = /^(.*)\/realms\/([^/]+)\/?$/.exec(authority);
  if (parts?.[1] === undefined || parts[2] === undefined) {
    throw new Error(`${authority} is not the address of a Keycloak realm`);
  }
  return { url: parts[1], realm: decodeURIComponent(parts[2]) };
}

function loginOf(keycloak: Keycloak): Login {
  async function fresh(validForSeconds: number): Promise<string> {
    try {
      await keycloak.updateToken(validForSeconds);
    } catch {
      await keycloak.login();
    }
    return keycloak.token ?? '';
  }
  return {
    token: () => fresh(secondsOfGrace),
    renewedToken: () => fresh(-1),
    logout: () => void keycloak.logout({ redirectUri: `${window.location.origin}/` }),
  };
}
