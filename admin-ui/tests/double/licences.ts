import type { ClauseVerdict } from '../../src/api/types';
import type {
  Acceptance,
  Attestation,
  Attestations,
  ClauseCoverage,
  Coverage,
} from '../../src/licences/types';

const hash = 'b25a5f1de7293ef389dd720598d3d0b04f343fe6404e668f58396236072e3e10';
const revenue = 'The organisation has an annual revenue of at most USD 1,000,000.';

const clause = (number: string, statement: string, more: Partial<ClauseCoverage> = {}) => ({
  number,
  statement,
  policies: [],
  deadPolicies: [],
  lists: [],
  imageChecks: [],
  tests: [],
  attestation: null,
  gaps: [],
  ...more,
});

export const coverage: Coverage = {
  bundleVersion: 'default-1',
  bundleHash: hash,
  licences: [
    {
      id: 'imprimatur-cartoon-1',
      version: '1.0',
      title: 'Imprimatur Cartoon Model Licence',
      sha256: hash,
      clauses: [
        clause('R1', 'to exploit, harm or sexualise minors in any way.', {
          policies: ['no-sexualised-minors'],
          lists: ['terms/sexual-minors.txt'],
          imageChecks: ['nsfw'],
          tests: ['minors'],
        }),
        clause('R3', 'to show cruelty, gore or self-harm, or to encourage violence.', {
          policies: ['no-graphic-violence', 'no-self-harm'],
          deadPolicies: ['no-self-harm'],
          lists: ['terms/violence.txt', 'terms/violence-graphic.txt'],
          tests: ['gore is refused', 'in full-width letters too'],
        }),
        clause('R9', 'to pass off its pictures as made without a machine.', {
          gaps: ['no policy enforces it'],
        }),
      ],
    },
    {
      id: 'stability-ai-community',
      version: '2024-07-05',
      title: 'Stability AI Community License',
      sha256: hash,
      clauses: [
        clause('S1', 'The licence ends above an annual revenue of USD 1,000,000.', {
          attestation: { by: 'operator', statement: revenue, days: 365 },
        }),
        clause('S4', 'Use keeps to the law and to the acceptable use policy.', {
          policies: ['no-illicit-instructions'],
          lists: ['terms/illicit.txt'],
          tests: ['forged documents'],
          attestation: { by: 'user', statement: 'I use the model lawfully.', days: null },
        }),
        clause('S5', 'The model does not make other foundational models.', {
          attestation: { by: 'user', statement: 'I make no other model with it.', days: null },
        }),
      ],
    },
  ],
};

export const acceptances: Acceptance[] = [
  ['anna', 'cartoon', null],
  ['ben', 'cartoon', '2026-11-25T12:00:00Z'],
  ['chris', '', null],
].map(([userName, model, withdrawnAt], index) => ({
  id: String(index),
  userName: userName ?? '',
  pseudonym: 'p',
  model: model ?? '',
  licence: 'imprimatur-cartoon-1',
  version: '1.0',
  acceptedAt: `2026-11-2${5 - index}T10:00:00Z`,
  withdrawnAt: withdrawnAt ?? null,
  receipt: 'receipt of an acceptance\n',
  withdrawalReceipt: withdrawnAt ? 'receipt of a withdrawal\n' : null,
}));

const attested: Attestation = {
  id: '7',
  subject: 'stability-ai-community#S1',
  statement: revenue,
  by: 'operator',
  at: '2026-11-25T10:00:00Z',
  until: '2027-11-25T10:00:00Z',
  note: 'the accounts of 2025, by the board',
  stands: true,
  revokedAt: null,
  receipt: 'receipt of an attestation\n',
};

export function attestations(standing: boolean): Attestations {
  return {
    needed: [
      {
        subject: attested.subject,
        licence: 'Stability AI Community License',
        statement: revenue,
        days: 365,
        standing: standing ? attested : null,
      },
    ],
    history: standing ? [attested] : [],
  };
}

/** The verdicts on a request, which R6 may have refused. */
export function clausesOf(refused: boolean): ClauseVerdict[] {
  return ['R1', 'R2', 'R3', 'R6'].map((clause) => ({
    clause,
    outcome: clause === 'R6' && refused ? 'refused' : 'passed',
    policies: [],
    imageChecks: [],
  }));
}
