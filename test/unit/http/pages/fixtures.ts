// Believable views for the tests of pages: rural micro-credentials, a long Spanish name, five criteria of four levels.
import type {
  AchievementPageView,
  InstitutionPageView,
  RubricCriterionView,
} from '../../../../src/http/pages/catalog-views.ts';
import type {
  CredentialPageView,
  PartView,
  ReportCheckView,
  ReportCredentialView,
  ReportView,
} from '../../../../src/http/pages/credential-views.ts';
import type { CriterionResultView, EvidenceView } from '../../../../src/http/pages/views.ts';

const origin = 'https://badges.example.edu';

type Row = readonly [name: string, about: string, levels: readonly (readonly [string, string])[], required: number];

const placeRows: readonly Row[] = [
  [
    'Knows the community',
    'Draws on the people, work and land around the school.',
    [
      ['Beginning', 'Names the community, but plans as if the class could be anywhere.'],
      ['Developing', 'Uses one local example; it decorates the lesson rather than carrying it.'],
      ['Proficient', 'Builds the lesson on local work, people or land, and says why it matters to these learners.'],
      ['Exemplary', 'Plans with a community partner, whose question the class sets out to answer.'],
    ],
    3,
  ],
  [
    'Designs for several grades at once',
    'One room, more than one grade.',
    [
      ['Beginning', 'All learners are given the same task.'],
      ['Developing', 'Tasks differ in length, but not in demand.'],
      ['Proficient', 'A shared question with tasks at two or more levels, and a plan for moving between them.'],
      [
        'Exemplary',
        'Learners choose their entry, and older ones teach younger ones with a prepared part of the content.',
      ],
    ],
    3,
  ],
  [
    'Works without a sure connection',
    'Lessons hold when the line does not.',
    [
      ['Beginning', 'The lesson stops when the internet does.'],
      ['Developing', 'A paper copy stands ready for part of the lesson.'],
      [
        'Proficient',
        'Every step has an offline way, tried beforehand, and no learner is sent home with work that needs a line.',
      ],
      ['Exemplary', 'The offline way is as rich as the online one, and families were asked what they can use.'],
    ],
    2,
  ],
  [
    'Gives feedback that learners use',
    'Comments that change the next piece of work.',
    [
      ['Beginning', 'Feedback is a mark or a word of praise.'],
      ['Developing', 'Feedback names what is missing.'],
      ['Proficient', 'Feedback points to a next step, and a second draft shows that it was taken.'],
      ['Exemplary', 'Learners give each other such feedback, with a rubric of their own making.'],
    ],
    3,
  ],
  [
    'Reflects on evidence',
    'Looks at what learners did, not at how it felt.',
    [
      ['Beginning', 'Retells the lesson.'],
      ['Developing', 'Says what went well and what did not.'],
      ['Proficient', 'Reads learners’ work for what they understood, and changes the next lesson accordingly.'],
      ['Exemplary', 'Compares with earlier work over at least a month, and shares the finding with colleagues.'],
    ],
    2,
  ],
];

const reachedPlaces = [3, 2, 3, 2, 3];

function levelsOf(row: Row, reached: number): CriterionResultView {
  const [criterion, description, levels, required] = row;
  return {
    criterion,
    description,
    levels: levels.map(([name, text], index) => ({
      name,
      points: index + 1,
      description: text,
      achieved: index === reached,
      required: index + 1 === required,
    })),
  };
}

export const results: readonly CriterionResultView[] = placeRows.map((row, index) =>
  levelsOf(row, reachedPlaces[index] ?? 0),
);

export const evidence: readonly EvidenceView[] = [
  {
    name: 'Lesson plan: Who keeps the river?',
    kind: 'file',
    description: 'Three lessons on the alewife run, for grades 4 to 6 in one room.',
    mediaType: 'application/pdf',
    sizeBytes: 1_284_112,
    digest: '3f9ac21e5b7d40a8e6f1b2c39d8e7a605142f3d4c5b6a798877665544332211f',
  },
  {
    name: 'Two learners’ work, before and after feedback',
    kind: 'file',
    mediaType: 'image/jpeg',
    sizeBytes: 842_003,
    digest: 'a01b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef0123456789abcdef',
  },
  {
    name: 'Reflection',
    kind: 'text',
    description: '612 words on what the second drafts showed.',
    digest: 'c0ffee00'.repeat(8),
  },
];

const criteria = `To earn this badge, a teacher plans and teaches **one unit** in a rural classroom and hands in:

- the plan, with the question that the class set out to answer
- work of at least two learners, before and after feedback
- a reflection on what that work shows

Assessors score against the rubric below. *Every* criterion must reach its required level. See the
[programme guide](https://example.edu/rural-teaching).`;

export const credentialPage: CredentialPageView = {
  locale: 'en',
  origin,
  url: `${origin}/credentials/cred_7vKq2mXw9rTz4LhN`,
  jsonUrl: '/credentials/cred_7vKq2mXw9rTz4LhN?format=json',
  achievement: {
    name: 'Place-Based Teaching in Rural Classrooms',
    description:
      'Plans and teaches lessons that grow out of the place where learners live, for more than one grade at a time.',
    criteria,
    url: '/achievements/ach_4fT/versions/2',
    type: 'Micro-credential',
  },
  recipientName: 'Maren Oakes',
  issuer: {
    name: 'Allagash River Community College',
    did: 'did:web:badges.example.edu:issuers:iss_arcc',
    url: '/institutions/inst_arcc',
  },
  awardedOn: '2026-05-14T15:20:00Z',
  validUntil: '2031-05-14T15:20:00Z',
  status: 'active',
  results,
  evidence,
  assessedBy: { name: 'Northern Rural Educators’ Assessment Pool' },
  credits: 1.5,
};

export const spanishCredentialPage: CredentialPageView = {
  ...credentialPage,
  locale: 'es',
  origin: 'http://localhost:8080',
  languageChosen: true,
  localSample: true,
  achievement: {
    name: 'Acompañamiento socioemocional interinstitucional en comunidades rurales multiculturales',
    description: 'Acompaña a estudiantes de zonas rurales en coordinación con servicios locales de salud y familias.',
    criteria: 'Presente **tres planes** de acompañamiento y una reflexión.',
    url: '/achievements/ach_9es/versions/1',
    type: 'Microcredencial',
  },
  recipientName: 'María Fernanda de los Ángeles Villavicencio-Echeverría Montemayor',
  issuer: {
    name: 'Instituto Tecnológico Intercultural de la Sierra Tarahumara y Valles Centrales',
    did: 'did:web:badges.example.edu:issuers:iss_instituto_tecnologico_intercultural',
    url: '/institutions/inst_es',
  },
  status: 'suspended',
  statusReason: 'Se revisa una de las pruebas a petición de la titular.',
  statusSince: '2026-06-02T00:00:00Z',
  results: [
    levelsOf(
      [
        'Corresponsabilidad interinstitucional',
        'Coordina con servicios locales.',
        [
          ['Insatisfactorio', 'Trabaja sin contacto con otras instituciones.'],
          ['Aproximándose a lo esperado', 'Informa a otras instituciones, sin acordar tareas.'],
          ['Satisfactoriamente demostrado', 'Acuerda tareas, plazos y responsables con cada institución.'],
          ['Extraordinariamente desarrollado', 'Evalúa con las demás instituciones el resultado y corrige el plan.'],
        ],
        3,
      ],
      2,
    ),
  ],
};

export const reportCredential: ReportCredentialView = {
  id: credentialPage.url,
  name: credentialPage.achievement.name,
  issuer: { id: 'did:web:badges.example.edu:issuers:iss_arcc', name: 'Allagash River Community College' },
  subject: { name: 'Maren Oakes', hashedIdentity: true },
  achievement: {
    id: `${origin}/achievements/ach_4fT/versions/2`,
    name: credentialPage.achievement.name,
    description:
      'Plans and teaches lessons that grow out of the place where learners live, for more than one grade at a time.',
    criteria,
  },
  results,
  evidence,
  validFrom: '2026-05-14T15:20:00Z',
  validUntil: '2031-05-14T15:20:00Z',
};

export const report: ReportView = {
  outcome: 'valid',
  kind: 'open-badge',
  verifiedAt: '2026-06-03T08:11:02Z',
  warnings: [],
  checks: [
    { check: 'parse', outcome: 'pass', code: 'ok' },
    { check: 'structure', outcome: 'pass', code: 'ok' },
    { check: 'schema', outcome: 'pass', code: 'ok' },
    { check: 'context', outcome: 'pass', code: 'ok' },
    {
      check: 'issuer_key',
      outcome: 'pass',
      code: 'ok',
      detail: { key: 'did:web:badges.example.edu:issuers:iss_arcc#key-1', readAt: '2026-06-03T08:11:02Z' },
    },
    {
      check: 'proof',
      outcome: 'pass',
      code: 'ok',
      pointer: '/proof/0',
      detail: { suite: 'eddsa-rdfc-2022', created: '2026-05-14T15:20:00Z' },
    },
    { check: 'validity', outcome: 'pass', code: 'ok' },
    {
      check: 'status',
      outcome: 'pass',
      code: 'ok',
      detail: { list: `${origin}/status/sl_1`, index: 94_567, ageSeconds: 125, source: 'badges.example.edu' },
    },
    { check: 'achievement_issuer', outcome: 'pass', code: 'ok' },
    { check: 'issuer_trust', outcome: 'not_applicable', code: 'not_configured' },
  ],
  credential: reportCredential,
};

const [readable = { check: 'parse', outcome: 'pass', code: 'ok' } as const] = report.checks;

export const forgedReport: ReportView = {
  ...report,
  outcome: 'invalid',
  checks: [
    ...report.checks.slice(0, 5),
    { check: 'proof', outcome: 'fail', code: 'signature', pointer: '/proof/0', detail: { suite: 'eddsa-rdfc-2022' } },
    { check: 'validity', outcome: 'not_evaluated', code: 'earlier_check_failed' },
    { check: 'status', outcome: 'not_evaluated', code: 'earlier_check_failed' },
    { check: 'achievement_issuer', outcome: 'not_evaluated', code: 'earlier_check_failed' },
  ],
};

export const unsureReport: ReportView = {
  ...report,
  outcome: 'indeterminate',
  checks: [
    ...report.checks.slice(0, 7),
    { check: 'status', outcome: 'unknown', code: 'retrieval', detail: { list: 'https://status.example.org/lists/3' } },
    { check: 'achievement_issuer', outcome: 'unknown', code: 'third_party_creator' },
  ],
};

export const unreadableReport: ReportView = {
  outcome: 'invalid',
  kind: 'unreadable',
  checks: [{ ...readable, outcome: 'fail', code: 'syntax', detail: { line: 3, column: 17 } }],
};

export const shared = { url: `${origin}/verify/rep_1`, until: '2026-07-03T08:11:02Z' };

/** The same report with other answers to some of its checks. */
function answering(outcome: ReportView['outcome'], ...changed: readonly ReportCheckView[]): ReportView {
  const others = report.checks.filter(({ check }) => !changed.some((each) => each.check === check));
  return { ...report, outcome, checks: [...others, ...changed] };
}

const registry = {
  registry: 'https://registry.example.gov/issuers.json',
  registryName: 'State register of issuers',
  signed: 'yes',
  ageSeconds: 4_000,
} as const;

export const revokedReport = answering('invalid', {
  check: 'status',
  outcome: 'fail',
  code: 'revoked',
  pointer: '/credentialStatus',
  detail: { list: `${origin}/status/sl_1`, ageSeconds: 12, message: 'Issued in error.' },
});

export const expiredReport = answering(
  'invalid',
  { check: 'validity', outcome: 'fail', code: 'expired' },
  { check: 'status', outcome: 'not_evaluated', code: 'earlier_check_failed' },
);

export const listedReport = answering(
  'valid',
  {
    check: 'issuer_trust',
    outcome: 'pass',
    code: 'ok',
    detail: {
      ...registry,
      listedAs: 'Allagash River Community College District',
      achievements: `${origin}/achievements/ach_4fT`,
      since: '2025-07-01T00:00:00.000Z',
    },
  },
  { check: 'recipient', outcome: 'pass', code: 'ok' },
);

export const unlistedReport: ReportView = {
  ...answering('valid', { check: 'issuer_trust', outcome: 'unknown', code: 'not_listed', detail: registry }),
  warnings: ['image:trailing_bytes'],
  credential: {
    ...reportCredential,
    issuer: {
      id: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
      name: 'Allagash River Community College',
    },
    skills: [
      { name: 'Application of content', framework: 'Model teaching standards', url: 'https://standards.example.org/5' },
      { name: 'Working with families' },
    ],
    scores: [{ name: 'Grade', value: '92 / 100' }],
  },
};

const earlierFailed = (check: string): ReportCheckView => ({
  check,
  outcome: 'not_evaluated',
  code: 'earlier_check_failed',
});

export const olderReport: ReportView = {
  outcome: 'indeterminate',
  kind: 'open-badge-2',
  verifiedAt: '2026-06-03T08:11:02Z',
  checks: [
    { check: 'open_badge', outcome: 'not_applicable', code: 'open_badges_2' },
    { check: 'parse', outcome: 'pass', code: 'ok', detail: { form: 'png' } },
    ...['structure', 'schema', 'context', 'issuer_key', 'proof', 'validity', 'status'].map(earlierFailed),
    { check: 'legacy', outcome: 'pass', code: 'hosted' },
  ],
  credential: {
    id: 'https://badges.example.org/assertions/91',
    issuer: { id: 'https://badges.example.org/issuers/4', name: 'Prairie Makers’ Guild' },
    subject: { hashedIdentity: true },
    achievement: { name: 'Solders a circuit board', description: 'Builds a small radio from parts.' },
    results: [],
    evidence: [],
    validFrom: '2019-03-02T00:00:00.000Z',
  },
};

export const strangerReport: ReportView = {
  ...report,
  kind: 'credential',
  checks: [{ check: 'open_badge', outcome: 'not_applicable', code: 'other_credential' }, ...report.checks],
  credential: {
    issuer: { id: 'did:web:registry.example.net', name: 'Motor Vehicle Office' },
    subject: { id: 'did:example:holder' },
    achievement: { name: 'Permit to drive' },
    results: [],
    evidence: [],
    validFrom: '2026-01-02T00:00:00Z',
  },
};

const inner = (name: string, given: ReportView, place: number): PartView => ({
  ...given,
  pointer: `/credentialSubject/verifiableCredential/${place}`,
  role: 'credential',
  credential: { ...reportCredential, achievement: { name } },
});

export const recordReport: ReportView = {
  ...report,
  outcome: 'invalid',
  kind: 'clr',
  checks: [
    { check: 'open_badge', outcome: 'not_applicable', code: 'learner_record' },
    ...report.checks,
    { check: 'credential', outcome: 'pass', code: 'ok', pointer: '/credentialSubject/verifiableCredential/0' },
    { check: 'credential', outcome: 'fail', code: 'invalid', pointer: '/credentialSubject/verifiableCredential/1' },
    {
      check: 'credential',
      outcome: 'unknown',
      code: 'indeterminate',
      pointer: '/credentialSubject/verifiableCredential/2',
    },
    { check: 'endorsement', outcome: 'pass', code: 'ok', pointer: '/endorsement/0', detail: { self: 'false' } },
  ],
  credential: { ...reportCredential, achievement: { name: 'Record of Maren Oakes' }, results: [], evidence: [] },
  parts: [
    inner('Reads a watershed map', report, 0),
    inner('Keeps bees through a winter', forgedReport, 1),
    inner('Mends a two-stroke engine', unsureReport, 2),
    {
      ...report,
      kind: 'endorsement',
      pointer: '/endorsement/0',
      role: 'endorsement',
      credential: {
        issuer: { id: 'did:web:council.example.org', name: 'County Workforce Council' },
        achievement: { name: '' },
        comment: 'We have hired from this programme for four years.',
        results: [],
        evidence: [],
      },
    },
  ],
};

const rubricCriteria: readonly RubricCriterionView[] = placeRows.map(([name, description, levels, required]) => ({
  name,
  description,
  weight: 1,
  levels: levels.map(([levelName, text], index) => ({
    name: levelName,
    points: index + 1,
    description: text,
    required: index + 1 === required,
  })),
}));

export const achievementPage: AchievementPageView = {
  locale: 'en',
  origin,
  name: 'Place-Based Teaching in Rural Classrooms',
  description:
    'Plans and teaches lessons that grow out of the place where learners live, for more than one grade at a time.',
  criteria,
  issuer: { name: 'Allagash River Community College', url: '/institutions/inst_arcc' },
  version: 2,
  state: 'published',
  type: 'Micro-credential',
  credits: 1.5,
  fieldOfStudy: 'Education',
  inLanguage: 'en-US',
  validForMonths: 60,
  tags: ['rural education', 'multigrade', 'place-based learning'],
  rubric: { name: 'Place-based teaching, version 2', criteria: rubricCriteria },
  evidenceRequirements: [
    {
      name: 'Unit plan',
      prompt: 'The plan as you taught it, with the question that the class set out to answer.',
      kind: 'file',
      required: true,
      mediaTypes: ['application/pdf', 'text/plain'],
      mostBytes: 20_000_000,
    },
    {
      name: 'Learners’ work',
      prompt: 'At least two pieces, before and after feedback. Cover names and faces.',
      kind: 'file',
      required: true,
      mediaTypes: ['image/jpeg', 'image/png', 'application/pdf'],
      mostBytes: 50_000_000,
      mostItems: 6,
    },
    { name: 'Reflection', kind: 'text', required: true, leastWords: 400, mostWords: 900 },
    { name: 'Video of a lesson', kind: 'link', required: false },
  ],
  alignments: [
    {
      name: 'Application of content',
      url: 'https://standards.example.org/teaching/5',
      framework: 'Model teaching standards',
      code: '5',
    },
    {
      name: 'Assessment',
      url: 'https://standards.example.org/teaching/6',
      framework: 'Model teaching standards',
      code: '6',
    },
  ],
  prerequisites: [{ name: 'Foundations of Multigrade Teaching', url: '/achievements/ach_1' }],
  versions: [
    { version: 2, url: '/achievements/ach_4fT/versions/2', publishedOn: '2026-01-12T09:00:00Z' },
    { version: 1, url: '/achievements/ach_4fT/versions/1', publishedOn: '2025-02-01T09:00:00Z' },
  ],
  jsonUrl: '/achievements/ach_4fT/versions/2?format=json',
};

export const institutionPage: InstitutionPageView = {
  locale: 'en',
  origin,
  name: 'Allagash River Community College',
  description: 'A two-year college for the northern river valleys, teaching where people live and work.',
  place: 'Northern Maine',
  url: 'https://college.example.edu/',
  issuers: [
    {
      name: 'Allagash River Community College',
      did: 'did:web:badges.example.edu:issuers:iss_arcc',
      description: 'Signs the college’s micro-credentials.',
    },
  ],
  achievements: [
    {
      name: 'Place-Based Teaching in Rural Classrooms',
      description: 'Lessons that grow out of the place where learners live.',
      url: '/achievements/ach_4fT',
      type: 'Micro-credential',
    },
    {
      name: 'Foundations of Multigrade Teaching',
      description: 'Planning one room for several grades.',
      url: '/achievements/ach_1',
      type: 'Micro-credential',
    },
    {
      name: 'Rural Broadband Field Technician: Site Survey',
      description:
        'Surveys a site for fixed wireless and fibre, safely, and documents it so that a crew can build from it.',
      url: '/achievements/ach_2',
      type: 'Certificate',
    },
  ],
};
