import type { InstallationStatus, Model, ModelLicence, Preset, Role } from '../../src/api/types';

const hash = 'b25a5f1de7293ef389dd720598d3d0b04f343fe6404e668f58396236072e3e10';

export function rolesOf(user: string): Role[] {
  return user === 'officer' ? ['compliance-officer'] : [user];
}

export function cartoon(accepted: boolean): Model {
  return {
    id: 'cartoon',
    title: 'Cartoon',
    description: 'A small demonstration model of a cartoon world.',
    available: true,
    closed: null,
    licence: {
      id: 'imprimatur-cartoon-1',
      version: '1.0',
      title: 'Imprimatur Cartoon Model Licence',
      accepted,
    },
    safetyChecker: false,
    defaults: { width: 256, height: 256, steps: 20, guidanceScale: 5, sampler: 'dpm++2m' },
    limits: { minimumSize: 128, maximumSize: 512, maximumSteps: 50, maximumCount: 4 },
    samplers: [
      { id: 'dpm++2m', title: 'DPM++ 2M' },
      { id: 'dpm++2m_karras', title: 'DPM++ 2M Karras' },
      { id: 'unipc', title: 'UniPC' },
      { id: 'euler', title: 'Euler' },
      { id: 'euler_a', title: 'Euler ancestral' },
      { id: 'heun', title: 'Heun' },
      { id: 'lms', title: 'LMS' },
      { id: 'pndm', title: 'PNDM' },
      { id: 'ddim', title: 'DDIM' },
      { id: 'lcm', title: 'LCM, for models made for it' },
    ],
    bias: null,
  };
}

export const presets: Preset[] = [
  {
    id: 'watercolour',
    title: 'Watercolour',
    description: 'A watercolour painting.',
    words: 'watercolor painting',
    negativeWords: null,
    settings: { width: null, height: null, steps: null, guidanceScale: 4 },
  },
  {
    id: 'pencil',
    title: 'Pencil sketch',
    description: 'A sketch in pencil.',
    words: 'pencil sketch',
    negativeWords: 'colour',
    settings: null,
  },
];

export function licence(accepted: boolean): ModelLicence {
  return {
    model: 'cartoon',
    id: 'imprimatur-cartoon-1',
    version: '1.0',
    title: 'Imprimatur Cartoon Model Licence',
    format: 'markdown',
    attested: ['I use the model lawfully, also where no machine can see it.'],
    text:
      '# Imprimatur Cartoon Model Licence, version 1.0\n\nYou may use the model for any purpose, as' +
      ' long as you keep to the restrictions below.\n\n## Restrictions on use\n\nYou will not use' +
      ' the model or its pictures\n\n**R1** to exploit, harm or sexualise minors in any way.\n\n' +
      '**R2** to make sexual or pornographic pictures.\n\n**R6** to picture real people without' +
      ' their consent, or to defame them.\n',
    sha256: hash,
    acceptedAt: accepted ? '2026-11-25T10:00:00Z' : null,
    withdrawnAt: null,
  };
}

export const status: InstallationStatus = {
  database: 'connected',
  broker: 'connected',
  open: 1,
  limit: 100,
  policyVersion: '1',
  policyHash: hash,
  workers: [
    {
      name: 'worker-1',
      device: 'cpu',
      heardAt: '2026-11-25T10:00:00Z',
      models: [{ id: 'cartoon', hash }],
      checks: [{ name: 'nsfw', version: '4.4.0', weightsHash: hash }],
    },
  ],
};
