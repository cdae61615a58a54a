import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import type { Role } from '../src/api/types';
import { Pages } from '../src/app/App';
import { Shell } from '../src/app/Shell';
import { areaAt, areasFor } from '../src/session/access';
import { realmOf } from '../src/session/login';

describe('areasFor', () => {
  it.each<[Role[], string[]]>([
    [['portal-user'], ['Studio', 'History']],
    [['api-team'], ['Studio', 'History']],
    [['policy-author'], ['Studio', 'History', 'Policies', 'Licences']],
    [['compliance-officer'], ['Compliance', 'Policies', 'Licences']],
    [['auditor'], ['Compliance', 'Policies', 'Licences']],
    [['operator'], ['Status', 'Licences']],
    [
      ['portal-user', 'operator', 'auditor'],
      ['Studio', 'History', 'Compliance', 'Policies', 'Status', 'Licences'],
    ],
    [['something-else'], []],
    [[], []],
  ])('opens for %j %j', (roles, titles) => {
    expect(areasFor(roles).map(({ title }) => title)).toEqual(titles);
  });
});

describe('areaAt', () => {
  it.each([
    ['/', 'Studio'],
    ['/history', 'History'],
    ['/history/7', 'History'],
    ['/compliance/7', 'Compliance'],
    ['/policies/7', 'Policies'],
    ['/historyx', undefined],
    ['/elsewhere', undefined],
  ])('finds for %s %s', (path, title) => {
    expect(areaAt(path)?.title).toBe(title);
  });
});

describe('the navigation', () => {
  it('shows only what the roles open', () => {
    const session = { userName: 'officer', roles: ['compliance-officer'], tenant: null };
    render(
      <MemoryRouter initialEntries={['/compliance']}>
        <Shell session={session} onLogout={() => undefined}>
          content
        </Shell>
      </MemoryRouter>,
    );
    const links = screen.getAllByRole('link').map(({ textContent }) => textContent);
    expect(links).toEqual(['Skip to content', 'Compliance', 'Policies', 'Licences']);
    expect(screen.getByText('officer')).toBeVisible();
  });

  it('names the tenant beside the user', () => {
    const session = { userName: 'pupil', roles: ['portal-user'], tenant: 'schools' };
    render(
      <MemoryRouter>
        <Shell session={session} onLogout={() => undefined}>
          content
        </Shell>
      </MemoryRouter>,
    );
    expect(screen.getByText('of schools')).toBeVisible();
  });

  it('keeps an address shut that the roles do not open', () => {
    render(
      <MemoryRouter initialEntries={['/compliance']}>
        <Pages session={{ userName: 'u', roles: ['portal-user'], tenant: null }} />
      </MemoryRouter>,
    );
    expect(screen.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  });

  it('says so where there is no role', () => {
    render(
      <MemoryRouter>
        <Pages session={{ userName: 'u', roles: [], tenant: null }} />
      </MemoryRouter>,
    );
    expect(screen.getByRole('heading', { name: 'Your roles open nothing here' })).toBeVisible();
  });
});

describe('realmOf', () => {
  it('takes the address of a realm apart', () => {
    expect(realmOf('http://localhost:8081/auth/realms/imprimatur')).toEqual({
      url: 'http://localhost:8081/auth',
      realm: 'imprimatur',
    });
  });

  it('refuses another address', () => {
    expect(() => realmOf('http://localhost:8081')).toThrow(
      'is not the address of a Keycloak realm',
    );
  });
});
