import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Problem, problemOf } from '../src/api/problem';
import { DiffCard } from '../src/policies/DiffCard';
import { NoteDialog } from '../src/policies/NoteDialog';
import { actionsOn, type BundleAction } from '../src/policies/rights';
import { TenantsCard } from '../src/policies/TenantsCard';
import type { BundleLine, BundleState, Changes, Diff, Tenant } from '../src/policies/types';

const none: Changes = { added: [], removed: [], changed: [] };

function bundle(state: BundleState, inForce = false): BundleLine {
  return {
    id: '1',
    name: 'default-2',
    state,
    number: state === 'APPROVED' ? 1 : null,
    inForce,
    author: { userName: 'anna', pseudonym: 'p' },
    createdAt: '2026-11-25T10:00:00Z',
    decidedBy: null,
    manifestHash: 'ab',
  };
}

describe('actionsOn', () => {
  it.each<[string, string, BundleState, boolean, BundleAction[]]>([
    ['anna', 'policy-author', 'DRAFT', false, ['submit', 'reject']],
    ['ben', 'policy-author', 'DRAFT', false, ['reject']],
    ['anna', 'policy-author', 'SUBMITTED', false, ['reject']],
    ['ben', 'policy-author', 'SUBMITTED', false, ['approve', 'reject']],
    ['olga', 'compliance-officer', 'SUBMITTED', false, ['approve', 'reject']],
    ['olga', 'compliance-officer', 'APPROVED', false, ['activate']],
    ['olga', 'compliance-officer', 'APPROVED', true, []],
    ['olga', 'compliance-officer', 'REJECTED', false, []],
    ['otto', 'auditor', 'SUBMITTED', false, []],
  ])('lets %s, %s, with a bundle that is %s', (userName, role, state, inForce, actions) => {
    expect(actionsOn(bundle(state, inForce), { userName, roles: [role], tenant: null })).toEqual(
      actions,
    );
  });
});

describe('the note', () => {
  it('must give a reason, and stays with a refusal', async () => {
    const take = vi.fn(() =>
      Promise.reject(
        new Problem(409, 'This step does not fit', 'own', 'own_bundle', [], null, null),
      ),
    );
    const user = userEvent.setup();
    render(
      <NoteDialog title="Approve" lead="It…" action="Approve" onTake={take} onClose={() => null} />,
    );
    const button = screen.getByRole('button', { name: 'Approve' });
    expect(button).toBeDisabled();
    await user.type(screen.getByLabelText('Why'), ' looks right ');
    await user.click(button);
    expect(take).toHaveBeenCalledWith({ note: 'looks right', at: null });
    expect(await screen.findByText('own')).toBeVisible();
    expect(button).toBeEnabled();
  });
});

describe('the comparison', () => {
  it('shows what is added, removed and changed, and the decisions', () => {
    const diff: Diff = {
      from: 'default-1',
      to: 'default-2',
      files: { ...none, changed: ['policies/limits.cedar'] },
      policies: { ...none, added: ['new-rule'] },
      terms: { ...none, removed: ['hate, high: x'] },
      persons: none,
      thresholds: none,
      presets: none,
      tenants: { ...none, added: ['schools'] },
      decisions: [{ file: 't', name: 'too many', from: 'deny by steps', to: 'allow by roles' }],
    };
    render(<DiffCard diff={diff} />);
    expect(screen.getByText('new-rule').tagName).toBe('INS');
    expect(screen.getByText('hate, high: x').tagName).toBe('DEL');
    expect(screen.getByText('policies/limits.cedar, changed')).toBeVisible();
    expect(screen.getByText('allow by roles')).toBeVisible();
    expect(screen.getByText('schools').tagName).toBe('INS');
    expect(screen.queryByText('Persons')).toBeNull();
  });
});

describe('the tenants', () => {
  it('are told with their rules, terms and thresholds', () => {
    const rule = { file: 'tenants/schools/policies/a.cedar', line: 3 };
    const tenant: Tenant = {
      id: 'schools',
      title: 'Schools',
      rules: [
        { ...rule, id: 'schools/no', effect: 'forbid', obligation: null, message: 'Not drawn.' },
        { ...rule, id: 'schools/look', effect: 'permit', obligation: 'review', message: 'Seen.' },
      ],
      terms: [
        { term: 'beer', category: 'illicit', severity: 'low' },
        { term: 'wine', category: 'illicit', severity: 'low' },
      ],
      thresholds: [{ check: 'nsfw', category: 'porn', stricter: true, score: 0.3, usual: 0.4 }],
    };
    render(<TenantsCard tenants={[tenant]} />);
    expect(screen.getByText('schools/no')).toBeVisible();
    expect(screen.getByText('forbids')).toBeVisible();
    expect(screen.getByText('demands review')).toBeVisible();
    expect(screen.getByText(/beer, wine \(illicit, low\)/)).toBeVisible();
    expect(screen.getByText(/nsfw porn under stricter checks 0.3 instead of 0.4/)).toBeVisible();
  });

  it('are told to be none', () => {
    render(<TenantsCard tenants={[]} />);
    expect(screen.getByText('Nothing is added for any tenant.')).toBeVisible();
  });
});

describe('a refused bundle', () => {
  it('is told file by file', async () => {
    const body = {
      title: 'The bundle is refused',
      detail: 'Defects: 2.',
      defects: [
        { file: 'policies/a.cedar', line: 7, reason: 'unexpected token' },
        { file: 'persons.json', line: null, reason: 'the file is missing' },
      ],
      failures: [{ file: 't.json', name: 'x', expected: 'deny', actual: 'allow' }],
    };
    const response = new Response(JSON.stringify(body), {
      status: 422,
      headers: { 'Content-Type': 'application/problem+json' },
    });
    expect((await problemOf(response)).findings).toEqual([
      'policies/a.cedar, line 7: unexpected token',
      'persons.json: the file is missing',
      't.json: “x” expects deny, but the answer is allow',
    ]);
  });
});
