// Guarantee: what verifiers see of a credential's status only moves forward. A slow publisher never puts an older list
// over a newer one, and a revocation that meets the publication of its credential ends up in the list.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CredentialView } from '../../src/credentials/credential.ts';
import { task } from '../../src/kernel/principal.ts';
import type { VerificationReport } from '../../src/verification/report.ts';
import { client } from '../setup/client.ts';
import type { Client } from '../setup/client.ts';
import { describeOnEachEngine } from '../setup/databases.ts';
import { eventually } from '../setup/eventually.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { given } from '../setup/given.ts';
import { passingReport, seedIssuing } from '../setup/issuing-seed.ts';
import type { IssuingSeed } from '../setup/issuing-seed.ts';
import { holdingKeys } from '../setup/key-drivers.ts';
import { expectProblem } from '../setup/problems.ts';
import { bitIn } from '../setup/served-lists.ts';
import { programKeys, storedIssues } from '../setup/stored-credentials.ts';
import type { StoredIssue } from '../setup/stored-credentials.ts';
import { openNodes } from '../setup/nodes.ts';
import type { Nodes } from '../setup/nodes.ts';

const call = { principal: task('publish-status-list'), requestId: 'race', operation: 'task publish-status-list' };

describeOnEachEngine('a status list', (engine) => {
  const keys = holdingKeys(programKeys());
  let nodes: Nodes;
  let seed: IssuingSeed;
  let institution: Client;

  beforeAll(async () => {
    // Without workers: each publication is one that the test asks for.
    nodes = await openNodes(engine, { keys }, { workers: false });
    seed = await seedIssuing(nodes.first, 0);
    institution = client(nodes.first.app.http, seed.key);
  }, 90_000);
  afterAll(() => nodes.close());

  it('I-15 N7 never goes back when a slow old build finishes after a newer one', { timeout: 120_000 }, async () => {
    const [one, other] = [await issued('Ana Reyes'), await issued('Ben Iron Cloud')];
    const slow = keys.holdNext('status');
    await revoke(one);
    const old = nodes.first.app.services.publishStatusList(await listOf(one), call);
    await slow.asked;

    await revoke(other);
    const second = given(nodes.all.at(-1), 'node').app.services;
    await second.publishStatusList(await listOf(one), call);
    const newer = await served(one);
    expect(await bitsOf(newer, one, other)).toEqual([true, true]);

    slow.release();
    await old;
    expect(await served(one)).toBe(newer);
    const { lists } = await stored();
    expect(lists.map(({ wantedVersion, publishedVersion }) => wantedVersion - publishedVersion)).toEqual([0]);
    expect((await nodes.first.app.services.fsck()).findings).toEqual([]);
  });

  it('I-05 N6 a revocation during the publication of its credential holds', { timeout: 120_000 }, async () => {
    const signing = keys.holdNext('assertion');
    const answer = institution.post('/v1/credentials', passingReport(seed.achievementId, 'Cora Yazzie'));
    await signing.asked;
    const { credentials } = await stored();
    const row = given(
      credentials.find(({ state }) => state === 'signing'),
      'credential that is being signed',
    );
    const early = await institution.post(`/v1/credentials/${row.id}/revoke`, { reason: 'A wrong name.' });
    expectProblem(early, 'conflict', { code: 'not_published' });

    // From here on the publication and the revocation run against each other.
    signing.release();
    await eventually('the revocation', async () => {
      const revoked = await institution.post(`/v1/credentials/${row.id}/revoke`, { reason: 'A wrong name.' });
      return revoked.statusCode === 200 || undefined;
    });
    const told = (await answer).json<CredentialView>();
    expect(told.id).toBe(row.id);
    await nodes.first.app.services.publishStatusList(await listOf(told), call);
    expect((await institution.get(`/v1/credentials/${row.id}`)).json()).toMatchObject({
      state: 'published',
      status: 'revoked',
    });
    expect(await bitsOf(await served(told), told)).toEqual([true]);
    const verified = await nodes.first.anonymous.post('/v1/verifications', { url: told.url });
    expect(verified.json<VerificationReport>().outcome).toBe('invalid');
    expect((await nodes.first.app.services.fsck()).findings).toEqual([]);
  });

  it('N6 a revocation during the publication of an earlier list is in the next one', { timeout: 120_000 }, async () => {
    const [one, other] = [await issued('Dee Larsen'), await issued('Eli Begay')];
    const slow = keys.holdNext('status');
    await revoke(one);
    const first = nodes.first.app.services.publishStatusList(await listOf(one), call);
    await slow.asked;
    await revoke(other);
    slow.release();
    await first;
    expect(await bitsOf(await served(one), one, other)).toEqual([true, false]);
    await nodes.first.app.services.publishStatusList(await listOf(one), call);
    expect(await bitsOf(await served(one), one, other)).toEqual([true, true]);
  });

  async function issued(name: string): Promise<CredentialView> {
    return expectStatus(await institution.post('/v1/credentials', passingReport(seed.achievementId, name)), 201);
  }

  async function revoke({ id }: CredentialView): Promise<void> {
    expectStatus(await institution.post(`/v1/credentials/${id}/revoke`, { reason: 'A wrong name.' }), 200);
  }

  function stored(): Promise<StoredIssue> {
    return storedIssues(nodes.first.database, seed.achievementId);
  }

  async function entryOf({ id }: CredentialView) {
    const { entries } = await stored();
    return given(
      entries.find(({ credentialId }) => credentialId === id),
      'status entry',
    );
  }

  async function listOf(credential: CredentialView): Promise<string> {
    return (await entryOf(credential)).listId;
  }

  async function served(credential: CredentialView): Promise<string> {
    return (await nodes.first.anonymous.get(`/status-lists/${await listOf(credential)}`)).body;
  }

  async function bitsOf(list: string, ...credentials: readonly CredentialView[]): Promise<readonly boolean[]> {
    const entries = await Promise.all(credentials.map(entryOf));
    return entries.map(({ index }) => bitIn(list, index));
  }
});
