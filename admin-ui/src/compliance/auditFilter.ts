export interface AuditFilter {
  user: string;
  /** The id of a tenant, or nothing for all. */
  tenant: string;
  /** A state, or nothing for all. */
  state: string;
  /** The first and the last day, as `2026-01-31`, both included; or nothing. */
  from: string;
  to: string;
}

export const noFilter: AuditFilter = { user: '', tenant: '', state: '', from: '', to: '' };

const pageSize = 20;

/** The query for the officers' list. Days are the reader's own, and the server wants moments. */
export function queryOf(filter: AuditFilter, cursor: string | null): string {
  const query = new URLSearchParams({ limit: String(pageSize) });
  const given = {
    user: filter.user.trim(),
    tenant: filter.tenant.trim(),
    state: filter.state,
    from: beginningOf(filter.from, 0),
    to: beginningOf(filter.to, 1),
    cursor: cursor ?? '',
  };
  for (const [name, value] of Object.entries(given)) {
    if (value !== '') {
      query.set(name, value);
    }
  }
  return query.toString();
}

/** The first moment of a day, or of one some days later. */
function beginningOf(day: string, later: number): string {
  if (day === '') {
    return '';
  }
  const moment = new Date(`${day}T00:00:00`);
  moment.setDate(moment.getDate() + later);
  return moment.toISOString();
}
