import type { Role } from '../api/types';

/** A place of the portal that roles open. */
export interface Area {
  path: string;
  title: string;
  roles: readonly Role[];
}

const generating: readonly Role[] = ['portal-user', 'api-team', 'policy-author'];

export const areas: readonly Area[] = [
  { path: '/', title: 'Studio', roles: generating },
  { path: '/history', title: 'History', roles: generating },
  { path: '/compliance', title: 'Compliance', roles: ['compliance-officer', 'auditor'] },
  {
    path: '/policies',
    title: 'Policies',
    roles: ['policy-author', 'compliance-officer', 'auditor'],
  },
  { path: '/status', title: 'Status', roles: ['operator'] },
  {
    path: '/licences',
    title: 'Licences',
    roles: ['policy-author', 'compliance-officer', 'auditor', 'operator'],
  },
];

/** What somebody with these roles may open, in the order of the navigation. */
export function areasFor(roles: readonly Role[]): Area[] {
  return areas.filter((area) => area.roles.some((role) => roles.includes(role)));
}

/** The area that an address belongs to. */
export function areaAt(path: string): Area | undefined {
  return areas.find(
    (area) => path === area.path || (area.path !== '/' && path.startsWith(`${area.path}/`)),
  );
}
