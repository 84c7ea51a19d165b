// The steps of the sample, each a few calls of the public API in the order in which an institution would make them.
import { setTimeout as pause } from 'node:timers/promises';
import { keyScopes } from '../../kernel/principal.ts';
import { SampleCallError, sampleClient } from './client.ts';
import type { SampleClient } from './client.ts';
import type { MicroCredential, SampleEvidence, SampleWork } from './micro-credential.ts';
import type { SampleInstitution } from './people.ts';

interface Made {
  readonly id: string;
}
export interface SampleCredential extends Made {
  readonly url: string;
  readonly state: string;
}

/** An institution that is ready to work: its key, its issuer, its people. */
export interface Opened {
  readonly institutionId: string;
  readonly apiKey: string;
  readonly client: SampleClient;
  readonly issuerId: string;
  readonly assessor: SampleClient;
  readonly approver: SampleClient;
  readonly recipientId: string;
}

/** Issuing takes well under a second; a machine that is busy gets more time before the story gives up. */
const PATIENCE: { readonly everyMilliseconds: number; readonly times: number } = { everyMilliseconds: 50, times: 400 };

export async function openInstitution(
  api: string,
  operator: SampleClient,
  plan: SampleInstitution,
): Promise<Omit<Opened, 'issuerId' | 'assessor' | 'approver' | 'recipientId'>> {
  const { id } = await operator.create<Made>('/v1/institutions', plan.institution);
  const key = { name: 'Sample key', scopes: keyScopes, daysValid: 90 };
  const { secret } = await operator.create<{ secret: string }>(`/v1/institutions/${id}/api-keys`, key);
  return { institutionId: id, apiKey: secret, client: sampleClient(api, secret) };
}

/** The issuer profile with its picture, and the people: who assesses, who approves, who learns. */
export async function fillInstitution(
  opened: Awaited<ReturnType<typeof openInstitution>>,
  plan: SampleInstitution,
): Promise<Opened> {
  const { client } = opened;
  const image = await client.picture<Made>('/v1/images', plan.picture);
  const profile = { ...plan.institution, imageId: image.id, didMethod: plan.didMethod };
  const issuer = await client.create<Made>('/v1/issuers', profile);
  const member = (person: object, role: string): Promise<Made> =>
    client.create('/v1/members', { ...person, emailVerified: true, roles: [role] });
  const assessor = await member(plan.assessor, 'assessor');
  const approver = await member(plan.approver, 'approver');
  const recipient = await client.create<Made>('/v1/recipients', plan.recipient);
  return {
    ...opened,
    issuerId: issuer.id,
    assessor: client.as(assessor.id),
    approver: client.as(approver.id),
    recipientId: recipient.id,
  };
}

/** Publishes the rubric and the achievement that is scored with it. Answers the achievement's id. */
export async function publish(
  { client, issuerId }: Opened,
  { rubric, achievement, picture }: MicroCredential,
  prerequisites: readonly string[] = [],
): Promise<string> {
  const image = await client.picture<Made>('/v1/images', picture);
  const draft = await client.create<Made>('/v1/rubrics', rubric);
  const published = await client.act<Made & { version: number }>(`/v1/rubrics/${draft.id}/publish`);
  const { id } = await client.create<Made>('/v1/achievements', {
    ...achievement,
    issuerId,
    imageId: image.id,
    rubric: { id: published.id, version: published.version },
    ...(prerequisites.length > 0 && { prerequisites }),
  });
  await client.act(`/v1/achievements/${id}/publish`);
  return id;
}

/** Hands in the work. */
export async function handIn(institution: Opened, achievementId: string, work: SampleWork): Promise<string> {
  const { client, recipientId } = institution;
  const { id } = await client.create<Made>('/v1/submissions', { achievementId, recipientId });
  for (const piece of work.evidence) await addEvidence(client, id, piece);
  const declaration = {
    attestation: { ownWork: true, privacyOfOthers: true },
    ...(work.changeNote !== undefined && { changeNote: work.changeNote }),
  };
  await untilHeld(() => client.act(`/v1/submissions/${id}/submit`, declaration));
  return id;
}

async function addEvidence(client: SampleClient, submissionId: string, piece: SampleEvidence): Promise<void> {
  const path = `/v1/submissions/${submissionId}/evidence`;
  const { file, ...body } = piece;
  if (file === undefined) await client.create(path, body);
  else {
    const { requirement, description } = body;
    await client.file(path, { requirement, ...(description !== undefined && { description }) }, file);
  }
}

/** A badge that was just earned counts as held a moment later: what builds on it waits for that. */
async function untilHeld(submit: () => Promise<unknown>): Promise<void> {
  for (let left = PATIENCE.times; ; left--) {
    try {
      await submit();
      return;
    } catch (error) {
      const early = error instanceof SampleCallError && error.code === 'prerequisite_missing';
      if (!early || left === 0) throw error;
      await pause(PATIENCE.everyMilliseconds);
    }
  }
}

/** The assessor scores, the approver decides. Answers the decision's id. */
export async function judge(institution: Opened, submissionId: string, work: SampleWork): Promise<string> {
  const { marks, feedback, outcome, reason, narrative } = work;
  await institution.assessor.create(`/v1/submissions/${submissionId}/assessments`, { marks, feedback });
  const ruling = { outcome, reason, ...(narrative !== undefined && { narrative }) };
  const decision = await institution.approver.create<Made>(`/v1/submissions/${submissionId}/decisions`, ruling);
  return decision.id;
}

/** Waits for the credential of an award to be signed and published. @throws Error when that takes too long */
export async function signedCredential({ client }: Opened, decisionId: string): Promise<SampleCredential> {
  for (let left = PATIENCE.times; left > 0; left--) {
    const found = await client.get<{ items: SampleCredential[] }>(`/v1/credentials?decisionId=${decisionId}`);
    const credential = found.items.find(({ state }) => state === 'published');
    if (credential !== undefined) return credential;
    await pause(PATIENCE.everyMilliseconds);
  }
  throw new Error(`The credential of decision ${decisionId} was not signed in time.`);
}
