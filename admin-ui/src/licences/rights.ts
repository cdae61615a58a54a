import type { Session } from '../api/types';

/** Who sees everybody's acceptances and reports. */
export function reviews({ roles }: Session): boolean {
  return roles.includes('compliance-officer') || roles.includes('auditor');
}

/** Who attests what licences ask of the operator. */
export function attests({ roles }: Session): boolean {
  return roles.includes('operator');
}
