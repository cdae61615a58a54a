import type { Session } from '../api/types';
import type { BundleLine } from './types';

/** What somebody may do with a bundle; the server decides again. */
export type BundleAction = 'submit' | 'approve' | 'reject' | 'activate';

export function mayActivate({ roles }: Session): boolean {
  return roles.includes('policy-author') || roles.includes('compliance-officer');
}

/** The steps that are open to this session, in the order of their buttons. */
export function actionsOn(bundle: BundleLine, session: Session): BundleAction[] {
  const own = bundle.author.userName === session.userName;
  const reviewer = mayActivate(session);
  const open: [BundleAction, boolean][] = [
    ['submit', bundle.state === 'DRAFT' && own && session.roles.includes('policy-author')],
    ['approve', bundle.state === 'SUBMITTED' && !own && reviewer],
    ['activate', bundle.state === 'APPROVED' && !bundle.inForce && reviewer],
    ['reject', (bundle.state === 'DRAFT' || bundle.state === 'SUBMITTED') && reviewer],
  ];
  return open.filter(([, possible]) => possible).map(([action]) => action);
}
