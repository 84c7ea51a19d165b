// If this fails, a badge says something else than what was assessed, or more about a person than it may.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AchievementView } from '../../src/catalog/achievements/achievements.ts';
import type { AssessmentView } from '../../src/earning/assessments/assessment.ts';
import type { DecisionView } from '../../src/earning/decisions/decision.ts';
import type { RecipientView } from '../../src/earning/recipients/recipient.ts';
import type { SubmissionView } from '../../src/earning/submissions/submission.ts';
import { randomIds } from '../../src/kernel/id.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import type { Page } from '../../src/kernel/page.ts';
import { matchesIdentity } from '../../src/standards/identity-hash.ts';
import { issue, makeRecipient, makeSchool, publishAchievement, reportBody } from '../setup/earning.ts';
import type { IssuedCredential, School } from '../setup/earning.ts';
import { achievementBody, expectStatus, makeIssuer } from '../setup/fixtures.ts';
import { textAt, valueAt } from '../setup/pointer.ts';
import { expectProblem, expectSameAnswer } from '../setup/problems.ts';
import { openTestApp, testOrigin } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { verdictOn } from '../setup/verdicts.ts';

let api: TestApp;
let school: School;
let achievement: AchievementView;

beforeAll(async () => {
  api = await openTestApp();
  school = await makeSchool(api);
  achievement = await publishAchievement(school, { creditsAvailable: 1.5 });
});
afterAll(() => api.close());

const report = (more: object = {}) => reportBody(achievement.id, more);
const proof = ({ document }: IssuedCredential, member: string) => textAt(document, `/proof/0/${member}`);

test('201 a report becomes a published badge with the rubric, what was reached in it and who assessed inside', async () => {
  const body = report({ narrative: 'Taught at **Cane Creek**.', reason: 'Only for the record' });
  const answer = await school.key.post('/v1/credentials', body);
  const made = expectStatus<IssuedCredential>(answer, 201);
  expect(answer.headers.location).toBe(`/v1/credentials/${made.id}`);
  expect(made).toMatchObject({
    state: 'published',
    status: 'active',
    achievementVersion: 1,
    issuerId: school.issuer.id,
  });
  const { document } = made;
  const id = `${testOrigin}/achievements/${achievement.id}/versions/1`;
  expect(document).toMatchObject({
    id: made.url,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: school.issuer.did, name: school.issuer.name },
    credentialSubject: {
      achievement: { id, name: achievement.name, creator: { id: school.issuer.did } },
      narrative: 'Taught at **Cane Creek**.',
      creditsEarned: 1.5,
      source: { name: 'Sand Hills Workshop' },
      result: [
        { resultDescription: `${id}#local-context`, achievedLevel: `${id}#local-context/proficient` },
        { resultDescription: `${id}#differentiation`, achievedLevel: `${id}#differentiation/met` },
        { resultDescription: `${id}#outcome`, status: 'Completed' },
      ],
    },
  });
  const levels = valueAt(document, '/credentialSubject/achievement/resultDescription/0/rubricCriterionLevel');
  expect(levels).toMatchObject([{ points: '1' }, { points: '2' }, { points: '3' }]);
  expect(JSON.stringify(document)).not.toContain('Only for the record');
  expect(await verdictOn(api, document)).toBe('valid');
});

describe('201 points become the highest level that they reach', () => {
  test.each([
    [2, 1, 'proficient'],
    [2.999, 1, 'proficient'],
    [3, 1, 'leading'],
    [1_000_000, 57.5, 'leading'],
  ])('%d and %d points: %s', async (local, differentiation, level) => {
    const results = [
      { criterion: 'local-context', points: local },
      { criterion: 'differentiation', points: differentiation, comment: 'Private words' },
    ];
    const { document } = await issue(school, report({ marks: undefined, results }));
    expect(valueAt(document, '/credentialSubject/result/0/achievedLevel')).toMatch(
      new RegExp(`#local-context/${level}$`),
    );
    expect(valueAt(document, '/credentialSubject/result/1/achievedLevel')).toMatch(/#differentiation\/met$/);
    expect(JSON.stringify(document)).not.toContain('Private words');
  });
});

test('201 the proof is made as the issuer signs, or as the call says, and both verify', async () => {
  const issuer = await makeIssuer(school, { proofSuite: 'Ed25519Signature2020' });
  const older = await publishAchievement({ ...school, issuer });
  const byIssuer = await issue(school, reportBody(older.id));
  expect([byIssuer.proofSuite, proof(byIssuer, 'type')]).toEqual(['Ed25519Signature2020', 'Ed25519Signature2020']);
  const byCall = await issue(school, reportBody(older.id, { proofSuite: 'eddsa-rdfc-2022' }));
  expect([byCall.proofSuite, proof(byCall, 'cryptosuite')]).toEqual(['eddsa-rdfc-2022', 'eddsa-rdfc-2022']);
  const other = await issue(school, report({ proofSuite: 'Ed25519Signature2020' }));
  expect(proof(other, 'type')).toBe('Ed25519Signature2020');
  for (const { document } of [byIssuer, byCall, other]) expect(await verdictOn(api, document)).toBe('valid');
});

test('201 a badge names its holder by DID where there is one, otherwise by hashes with a salt of its own', async () => {
  const did = 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK';
  const named = await issue(school, report({ recipient: { name: 'Dee Known', email: 'dee@elsewhere.example', did } }));
  expect(valueAt(named.document, '/credentialSubject/id')).toBe(did);
  expect(valueAt(named.document, '/credentialSubject/identifier')).toBeUndefined();
  const identifiers = [{ identifierType: 'systemId', identifier: 'S-0042' }];
  const recipient = { name: 'Hanna Hashed', email: 'Hanna@Elsewhere.example', identifiers };
  const badges = [await issue(school, report({ recipient })), await issue(school, report({ recipient }))];
  for (const { document } of badges) {
    const [mail, system] = valueAt(document, '/credentialSubject/identifier') as JsonObject[];
    expect(matchesIdentity(mail ?? {}, { identityType: 'emailAddress', identifier: 'hanna@elsewhere.example' })).toBe(
      'match',
    );
    expect(matchesIdentity(system ?? {}, { identityType: 'systemId', identifier: 'S-0042' })).toBe('match');
    expect(textAt(mail, '/salt').length).toBeGreaterThanOrEqual(22);
  }
  const salts = badges.map(({ document }) => valueAt(document, '/credentialSubject/identifier/0/salt'));
  expect(new Set(salts).size).toBe(2);
  const texts = [named, ...badges].map(({ document }) => JSON.stringify(document));
  expect(texts.join('\n')).not.toMatch(/Dee|Hanna|dee@|hanna@|S-0042|Tomas/i);
});

test('201 an issuer that is a did:key signs with the one key that its name is', async () => {
  const issuer = await makeIssuer(school, { didMethod: 'key' });
  const made = await issue(school, reportBody((await publishAchievement({ ...school, issuer })).id));
  expect(issuer.did).toMatch(/^did:key:z6Mk/);
  expect(valueAt(made.document, '/issuer/id')).toBe(issuer.did);
  expect(proof(made, 'verificationMethod')).toBe(`${issuer.did}#${issuer.did.slice('did:key:'.length)}`);
  expect(await verdictOn(api, made.document)).toBe('valid');
});

test('201 reported evidence stands in the badge with its digest', async () => {
  const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  const evidence = [
    { name: 'Unit plan', mediaType: 'application/pdf', sha256 },
    { name: 'Recording', url: 'https://video.example/1', description: 'Ten minutes in the creek' },
  ];
  const { document } = await issue(school, report({ evidence }));
  const [plan, recording] = valueAt(document, '/evidence') as JsonObject[];
  expect(plan).toMatchObject({
    name: 'Unit plan',
    mediaType: 'application/pdf',
    digestSRI: 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=',
  });
  expect(recording).toMatchObject({
    id: 'https://video.example/1',
    name: 'Recording',
    description: 'Ten minutes in the creek',
  });
});

test('201 the recipient is found by address, in whatever case, or by id, or made', async () => {
  const known = await makeRecipient(school, { name: 'Known Already', email: 'known@elsewhere.example' });
  const recipient = { name: 'Other Spelling', email: 'KNOWN@elsewhere.example' };
  expect((await issue(school, report({ recipient }))).recipientId).toBe(known.id);
  const byId = await issue(school, report({ recipient: undefined, recipientId: known.id }));
  expect(byId.recipientId).toBe(known.id);
  expect(expectStatus(await school.key.get(`/v1/recipients/${known.id}`), 200)).toEqual(known);
  const fresh = await issue(school, report({ recipient: { name: 'Brand New', email: 'new@elsewhere.example' } }));
  const made = expectStatus<RecipientView>(await school.key.get(`/v1/recipients/${fresh.recipientId}`), 200);
  expect(made).toMatchObject({ name: 'Brand New', email: 'new@elsewhere.example' });
});

test('200 a report leaves the same record as work that was assessed here', async () => {
  const assessedBy = { name: 'Tomas Reyes', organization: 'Sand Hills Workshop', email: 't@w.example', source: 'LMS' };
  const assessedAt = '2026-01-02T03:04:05.000Z';
  const made = await issue(school, report({ assessedBy, assessedAt, reason: 'Seen in class' }));
  const decision = expectStatus<DecisionView>(await school.key.get(`/v1/decisions/${made.decisionId}`), 200);
  expect(decision).toMatchObject({ basis: 'reported', outcome: 'awarded', reason: 'Seen in class' });
  const url = `/v1/submissions/${decision.submissionId}`;
  const submission = expectStatus<SubmissionView>(await school.key.get(url), 200);
  expect(submission).toMatchObject({ origin: 'reported', state: 'decided', recipientId: made.recipientId });
  const { items } = expectStatus<{ items: AssessmentView[] }>(await school.key.get(`${url}/assessments`), 200);
  expect(items).toMatchObject([{ origin: 'reported', reportedAssessor: assessedBy, passed: true, assessedAt }]);
});

test('201 the version that was assessed is the one that is badged', async () => {
  const versioned = await publishAchievement(school);
  const url = `/v1/achievements/${versioned.id}`;
  const tag = /"(.*)"/.exec(String((await school.key.post(`${url}/versions`)).headers.etag))?.[1];
  const changed = { ...achievementBody(school.issuer, school.rubric), name: 'The second version' };
  expectStatus(await school.key.put(url, changed, tag), 200);
  expectStatus(await school.key.post(`${url}/publish`), 200);
  const first = await issue(school, reportBody(versioned.id, { version: 1 }));
  const last = await issue(school, reportBody(versioned.id));
  expect([first.document.name, last.document.name]).toEqual([versioned.name, 'The second version']);
  expect(valueAt(last.document, '/credentialSubject/achievement/related/0/id')).toMatch(/\/versions\/1$/);
  expectProblem(
    await school.key.post('/v1/credentials', reportBody(versioned.id, { version: 3 })),
    'validation-failed',
    {
      errors: ['/achievementId unknown_achievement'],
    },
  );
});

test('201 G-11 whatever host the request names, every address in the badge is the configured one', async () => {
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher' };
  const made = expectStatus<IssuedCredential>(await school.key.post('/v1/credentials', report(), headers), 201);
  const page = await api.anonymous.get(new URL(made.url).pathname, { ...headers, accept: 'text/html' });
  const texts = [JSON.stringify(made), page.body, JSON.stringify(page.headers)].join('\n');
  expect(texts).not.toMatch(/evil\.example|gopher/);
  expect(made.url).toBe(`${testOrigin}/credentials/${made.id}`);
  expect(valueAt(made.document, '/credentialStatus/statusListCredential')).toMatch(`${testOrigin}/status-lists/stl_`);
});

test('200 credentials are listed by decision, recipient, achievement and status; 404 another institution’s is like a random id', async () => {
  const own = await publishAchievement(school);
  const made = [await issue(school, reportBody(own.id)), await issue(school, reportBody(own.id))];
  const list = async (query: string): Promise<string[]> =>
    expectStatus<Page<{ id: string }>>(await school.key.get(`/v1/credentials?${query}`), 200).items.map(({ id }) => id);
  expect((await list(`achievementId=${own.id}`)).toSorted()).toEqual(made.map(({ id }) => id).toSorted());
  expect(await list(`decisionId=${made[0]?.decisionId ?? ''}`)).toEqual([made[0]?.id]);
  expect(await list(`recipientId=${made[1]?.recipientId ?? ''}`)).toEqual([made[1]?.id]);
  expect(await list(`achievementId=${own.id}&status=revoked`)).toEqual([]);
  const other = await makeSchool(api, {}, 'Another one');
  const theirs = await issue(other, reportBody((await publishAchievement(other)).id));
  for (const verb of ['', '/revoke', '/suspend', '/reinstate']) {
    const ask = (id: string) => {
      const url = `/v1/credentials/${id}${verb}`;
      return verb === '' ? school.key.get(url) : school.key.post(url, { reason: 'x' });
    };
    const answer = await ask(theirs.id);
    expectProblem(answer, 'not-found');
    expectSameAnswer(answer, await ask(randomIds.next('credential')));
  }
  const kept = expectStatus<IssuedCredential>(await other.key.get(`/v1/credentials/${theirs.id}`), 200);
  expect(kept).toEqual(theirs);
  expect(await list('limit=100')).not.toContain(theirs.id);
});
