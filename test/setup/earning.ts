// The way from a published achievement to a badge, through the public API, one function per step.
import type { MemberView } from '../../src/access/members.ts';
import type { AchievementView } from '../../src/catalog/achievements/achievements.ts';
import type { IssuerView } from '../../src/catalog/issuers/issuer.ts';
import type { RubricView } from '../../src/catalog/rubrics/rubrics.ts';
import type { CredentialView } from '../../src/credentials/credential.ts';
import type { AssessmentView } from '../../src/earning/assessments/assessment.ts';
import type { DecisionView } from '../../src/earning/decisions/decision.ts';
import type { RecipientView } from '../../src/earning/recipients/recipient.ts';
import type { SubmissionView } from '../../src/earning/submissions/submission.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import type { Page } from '../../src/kernel/page.ts';
import type { Client } from './client.ts';
import { eventually } from './eventually.ts';
import { achievementBody, expectStatus, makeInstitution, makeIssuer, makePublishedRubric } from './fixtures.ts';
import type { TestInstitution } from './fixtures.ts';
import { passingMarks } from './issuing-seed.ts';
import type { TestApp } from './test-app.ts';

/** An institution that can take in, judge and sign. */
export interface School extends TestInstitution {
  readonly issuer: IssuerView;
  readonly rubric: RubricView;
  /** The key in the name of a member who scores, and of another who decides. */
  readonly assessor: Client;
  readonly approver: Client;
}

export type IssuedCredential = CredentialView & { readonly document: JsonObject };

export const attested = { attestation: { ownWork: true, privacyOfOthers: true } };
/** One criterion below its required level. */
export const failingMarks = [
  { criterion: 'local-context', level: 'emerging', comment: 'The creek is named, and then forgotten.' },
  { criterion: 'differentiation', level: 'met' },
];

let people = 0;

export async function makeSchool(test: TestApp, issuer: object = {}, name?: string): Promise<School> {
  const institution = await makeInstitution(test, name);
  const assessor = await makeMember(institution, ['assessor']);
  const approver = await makeMember(institution, ['approver']);
  return {
    ...institution,
    issuer: await makeIssuer(institution, issuer),
    rubric: await makePublishedRubric(institution),
    assessor: institution.key.as(assessor.id),
    approver: institution.key.as(approver.id),
  };
}

export async function makeMember({ key }: TestInstitution, roles: readonly string[], more = {}): Promise<MemberView> {
  const body = { name: 'Imani Boone', email: `member-${people++}@plateau.example`, roles, ...more };
  return expectStatus<MemberView>(await key.post('/v1/members', body), 201);
}

/** Published; asks for one text unless `more` says otherwise. */
export async function publishAchievement(school: School, more: object = {}): Promise<AchievementView> {
  const body = { ...achievementBody(school.issuer, school.rubric), ...more };
  const draft = expectStatus<AchievementView>(await school.key.post('/v1/achievements', body), 201);
  return expectStatus<AchievementView>(await school.key.post(`/v1/achievements/${draft.id}/publish`), 200);
}

export async function makeRecipient({ key }: TestInstitution, more: object = {}): Promise<RecipientView> {
  const body = { name: 'Jo Learner', email: `learner-${people++}@plateau.example`, ...more };
  return expectStatus<RecipientView>(await key.post('/v1/recipients', body), 201);
}

export async function startSubmission(
  school: TestInstitution,
  achievementId: string,
  recipientId?: string,
): Promise<SubmissionView> {
  const body = { achievementId, recipientId: recipientId ?? (await makeRecipient(school)).id };
  return expectStatus<SubmissionView>(await school.key.post('/v1/submissions', body), 201);
}

/** A submission with its text, handed in. */
export async function handIn(
  school: TestInstitution,
  achievementId: string,
  recipientId?: string,
  more: object = {},
): Promise<SubmissionView> {
  const { id } = await startSubmission(school, achievementId, recipientId);
  const text = 'We measured the creek with the grandparents.';
  expectStatus(
    await school.key.post(`/v1/submissions/${id}/evidence`, { requirement: 'looking-back', text, ...more }),
    201,
  );
  return submit(school, id);
}

export async function submit(school: TestInstitution, id: string, more: object = {}): Promise<SubmissionView> {
  const answer = await school.key.post(`/v1/submissions/${id}/submit`, { ...attested, ...more });
  return expectStatus<SubmissionView>(answer, 200);
}

export async function assess(
  school: School,
  submissionId: string,
  marks: object[] = passingMarks,
): Promise<AssessmentView> {
  const answer = await school.assessor.post(`/v1/submissions/${submissionId}/assessments`, { marks });
  return expectStatus<AssessmentView>(answer, 201);
}

export async function decide(
  school: School,
  submissionId: string,
  outcome: 'awarded' | 'declined' = 'awarded',
  more: object = {},
): Promise<DecisionView> {
  const body = { outcome, reason: 'As the marks say.', ...more };
  return expectStatus<DecisionView>(await school.approver.post(`/v1/submissions/${submissionId}/decisions`, body), 201);
}

/** Submitted, scored and awarded; the credential is the worker's to make. */
export async function award(school: School, achievementId: string, recipientId?: string): Promise<DecisionView> {
  const { id } = await handIn(school, achievementId, recipientId);
  await assess(school, id);
  return decide(school, id);
}

/** The published credential of a decision, once the worker has made it. */
export function credentialOf(school: TestInstitution, decisionId: string): Promise<IssuedCredential> {
  return eventually('the credential to be published', async () => {
    const list = await school.key.get(`/v1/credentials?decisionId=${decisionId}`);
    const found = expectStatus<Page<CredentialView>>(list, 200).items.find(({ state }) => state === 'published');
    if (found === undefined) return undefined;
    return expectStatus<IssuedCredential>(await school.key.get(`/v1/credentials/${found.id}`), 200);
  });
}

/** What an institution reports that assessed elsewhere; passes unless `more` says otherwise. */
export function reportBody(achievementId: string, more: object = {}) {
  return {
    achievementId,
    recipient: { name: 'Bo Nakai', email: `reported-${people++}@elsewhere.example` },
    marks: passingMarks,
    assessedBy: { name: 'Tomas Reyes', organization: 'Sand Hills Workshop' },
    ...more,
  };
}

export async function issue(school: TestInstitution, body: object): Promise<IssuedCredential> {
  return expectStatus<IssuedCredential>(await school.key.post('/v1/credentials', body), 201);
}
