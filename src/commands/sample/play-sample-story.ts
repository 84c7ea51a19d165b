// Plays the sample story through the public HTTP API: a small rural stack of micro-credentials, from rubric to badge.
import type { MessageKey } from '../../platform/messages/message-tables.ts';
import type { Translator } from '../../platform/messages/translator.ts';
import { drop, dropWork } from './broadband-drop.ts';
import { sampleClient } from './client.ts';
import type { SampleWork } from './micro-credential.ts';
import { board, colleague, cooperative } from './people.ts';
import { fillInstitution, handIn, judge, openInstitution, publish, signedCredential } from './steps.ts';
import type { Opened, SampleCredential } from './steps.ts';
import { manyGrades, manyGradesWork } from './teaching-many-grades.ts';
import { partner, partnerWork } from './teaching-partner.ts';
import { firstAttempt, reportedAward, secondAttempt } from './teaching-place-work.ts';
import { place } from './teaching-place.ts';

export interface SampleRequest {
  /** Where the API listens, without a slash at the end. */
  readonly api: string;
  readonly operatorKey: string;
  /** Told before each step. */
  readonly progress: (place: number, count: number, what: string) => void;
  readonly t: Translator;
}

export interface SampleOutcome {
  /** Paths on the public origin. */
  readonly badgePath: string;
  readonly achievementPath: string;
  readonly institutionPath: string;
  /** `valid` when a caller whom nobody knows found every badge of the sample valid. */
  readonly verdict: string;
  /** A key of the sample institution, shown once. */
  readonly apiKey: string;
}

const steps = [
  'start.sampleInstitutions',
  'start.sampleIssuers',
  'start.sampleCatalog',
  'start.sampleDeclined',
  'start.sampleAwarded',
  'start.sampleStack',
  'start.sampleReported',
  'start.sampleFieldWork',
  'start.sampleVerified',
] as const satisfies readonly MessageKey[];

/** @throws SampleCallError when a call is refused; Error when a badge is not signed in time */
export async function playSampleStory(request: SampleRequest): Promise<SampleOutcome> {
  const { api, progress, t } = request;
  const tell = (step: (typeof steps)[number]): void => progress(steps.indexOf(step) + 1, steps.length, t.text(step));
  const operator = sampleClient(api, request.operatorKey);

  tell('start.sampleInstitutions');
  const teachingHouse = await openInstitution(api, operator, cooperative);
  const fieldHouse = await openInstitution(api, operator, board);

  tell('start.sampleIssuers');
  const teaching = await fillInstitution(teachingHouse, cooperative);
  const field = await fillInstitution(fieldHouse, board);

  tell('start.sampleCatalog');
  const placeId = await publish(teaching, place);
  const manyGradesId = await publish(teaching, manyGrades);
  const partnerId = await publish(teaching, partner, [placeId, manyGradesId]);
  const dropId = await publish(field, drop);

  tell('start.sampleDeclined');
  await judge(teaching, await handIn(teaching, placeId, firstAttempt), firstAttempt);

  tell('start.sampleAwarded');
  const badge = await earn(teaching, placeId, secondAttempt);

  tell('start.sampleStack');
  const manyGradesBadge = await earn(teaching, manyGradesId, manyGradesWork);
  const partnerBadge = await earn(teaching, partnerId, partnerWork);

  tell('start.sampleReported');
  const award = { achievementId: placeId, recipient: colleague, ...reportedAward };
  const reported = await teaching.client.create<SampleCredential & { decisionId: string }>('/v1/credentials', award);
  const reportedBadge = await signedCredential(teaching, reported.decisionId);

  tell('start.sampleFieldWork');
  const fieldBadge = await earn(field, dropId, dropWork);

  tell('start.sampleVerified');
  const verdict = await verdictOn(api, [badge, manyGradesBadge, partnerBadge, reportedBadge, fieldBadge]);
  return {
    badgePath: new URL(badge.url).pathname,
    achievementPath: `/achievements/${placeId}`,
    institutionPath: `/institutions/${teaching.institutionId}`,
    verdict,
    apiKey: teaching.apiKey,
  };
}

/** From the work handed in to the signed badge. */
async function earn(institution: Opened, achievementId: string, work: SampleWork): Promise<SampleCredential> {
  const submissionId = await handIn(institution, achievementId, work);
  return signedCredential(institution, await judge(institution, submissionId, work));
}

/** Somebody without any key fetches each badge and has it verified. `valid`, or the first other outcome. */
async function verdictOn(api: string, badges: readonly SampleCredential[]): Promise<string> {
  const stranger = sampleClient(api);
  for (const { url } of badges) {
    const credential = await stranger.get<object>(new URL(url).pathname, 'application/vc');
    const { outcome } = await stranger.act<{ outcome: string }>('/v1/verifications', { credential });
    if (outcome !== 'valid') return outcome;
  }
  return 'valid';
}
