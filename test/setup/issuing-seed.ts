// What issuing starts from: an institution with an achievement, members who judge, and submissions of which each waits
// for its decision.
import type { MemberView } from '../../src/access/members.ts';
import type { RecipientView } from '../../src/earning/recipients/recipient.ts';
import type { SubmissionView } from '../../src/earning/submissions/submission.ts';
import { expectStatus, makeInstitution, makePublishedAchievement } from './fixtures.ts';
import type { TestInstitution } from './fixtures.ts';
import type { TestApp } from './test-app.ts';

export interface WaitingSubmission {
  readonly id: string;
  readonly recipientId: string;
}

export interface IssuingSeed {
  readonly institutionId: string;
  /** An API key that holds every scope. */
  readonly key: string;
  readonly achievementId: string;
  readonly issuerId: string;
  readonly assessorId: string;
  readonly approverIds: readonly [string, string];
  /** Assessed, passed, not decided. */
  readonly submissions: readonly WaitingSubmission[];
}

export const passingMarks = [
  { criterion: 'local-context', level: 'proficient' },
  { criterion: 'differentiation', level: 'met' },
];

export async function seedIssuing(test: TestApp, submissions: number): Promise<IssuingSeed> {
  const institution = await makeInstitution(test);
  const achievement = await makePublishedAchievement(institution);
  const member = async (name: string, role: string): Promise<string> => {
    const body = { name, email: `${name.toLowerCase()}@plateau.example`, roles: [role] };
    return expectStatus<MemberView>(await institution.key.post('/v1/members', body), 201).id;
  };
  const assessorId = await member('Imani', 'assessor');
  const approverIds = [await member('Jonas', 'approver'), await member('Pilar', 'approver')] as const;
  const waiting: WaitingSubmission[] = [];
  for (let n = 1; n <= submissions; n++)
    waiting.push(await waitingSubmission(institution, achievement.id, assessorId, n));
  return {
    institutionId: institution.id,
    key: institution.key.key ?? '',
    achievementId: achievement.id,
    issuerId: achievement.issuerId,
    assessorId,
    approverIds,
    submissions: waiting,
  };
}

async function waitingSubmission(
  { key }: TestInstitution,
  achievementId: string,
  assessorId: string,
  n: number,
): Promise<WaitingSubmission> {
  const person = { name: `Learner ${n}`, email: `learner-${n}@plateau.example` };
  const recipient = expectStatus<RecipientView>(await key.post('/v1/recipients', person), 201);
  const draft = { achievementId, recipientId: recipient.id };
  const { id } = expectStatus<SubmissionView>(await key.post('/v1/submissions', draft), 201);
  const url = `/v1/submissions/${id}`;
  const evidence = { requirement: 'looking-back', text: 'We measured the creek with the grandparents.' };
  expectStatus(await key.post(`${url}/evidence`, evidence), 201);
  expectStatus(await key.post(`${url}/submit`, { attestation: { ownWork: true, privacyOfOthers: true } }), 200);
  expectStatus(await key.as(assessorId).post(`${url}/assessments`, { marks: passingMarks }), 201);
  return { id, recipientId: recipient.id };
}

/** The body of a report that passes, about a recipient of its own. */
export function passingReport(achievementId: string, name: string) {
  return {
    achievementId,
    recipient: { name, email: `${name.toLowerCase().replaceAll(' ', '-')}@elsewhere.example` },
    marks: passingMarks,
    assessedBy: { name: 'Tomas Reyes', organization: 'Sand Hills Workshop' },
  };
}
