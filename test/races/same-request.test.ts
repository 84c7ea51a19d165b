// Guarantee: the same thing asked many times at once happens once. Requests under one Idempotency-Key make one
// credential, and of two rulings on one submission the first stands.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CredentialView } from '../../src/credentials/credential.ts';
import type { DecisionView } from '../../src/earning/decisions/decision.ts';
import type { RecipientView } from '../../src/earning/recipients/recipient.ts';
import { client } from '../setup/client.ts';
import type { Client } from '../setup/client.ts';
import { describeOnEachEngine } from '../setup/databases.ts';
import { eventually } from '../setup/eventually.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { given } from '../setup/given.ts';
import { passingReport, seedIssuing } from '../setup/issuing-seed.ts';
import type { IssuingSeed } from '../setup/issuing-seed.ts';
import { expectProblem } from '../setup/problems.ts';
import { openNodes } from '../setup/nodes.ts';
import type { Nodes } from '../setup/nodes.ts';

const PARALLEL = 50;
const REPORTS = 20;
const ROUNDS = 5;

describeOnEachEngine('the same request', (engine) => {
  let nodes: Nodes;
  let seed: IssuingSeed;
  /** Callers with the institution's key, one for each node. */
  let callers: readonly Client[];

  beforeAll(async () => {
    nodes = await openNodes(engine);
    seed = await seedIssuing(nodes.first, ROUNDS);
    callers = nodes.all.map((node) => client(node.app.http, seed.key));
  }, 90_000);
  afterAll(() => nodes.close());

  // Several rounds, because how the fifty meet differs from round to round.
  it.for([1, 2, 3, 4])(
    'I-01 N13 fifty at once with one Idempotency-Key: one credential, one answer (%s)',
    { timeout: 120_000 },
    async (round) => {
      const person = { name: 'Mina Castillo', email: `mina-${round}@elsewhere.example` };
      const known = expectStatus<RecipientView>(await callerOf(0).post('/v1/recipients', person), 201);
      const { recipient: _made, ...passing } = passingReport(seed.achievementId, person.name);
      const report = { ...passing, recipientId: known.id };
      const headers = { 'idempotency-key': `workshop-7-${round}` };
      const ask = (n: number) => callerOf(n).post('/v1/credentials', report, headers);
      const answers = await Promise.all(Array.from({ length: PARALLEL }, (_, n) => ask(n)));
      const refused = answers.filter(({ statusCode }) => statusCode === 409);
      for (const answer of refused) expectProblem(answer, 'conflict', { code: 'in_progress' });
      const accepted = answers.filter((answer) => !refused.includes(answer));
      for (const answer of accepted) expect([201, 202], answer.body).toContain(answer.statusCode);
      const told = new Set(accepted.map((answer) => answer.json<CredentialView>().id));
      expect(told.size).toBe(1);
      const repeated = await eventually('the answer to be final', async () => {
        const answer = await ask(0);
        return answer.statusCode === 201 ? answer.json<CredentialView>() : undefined;
      });
      expect([...told]).toEqual([repeated.id]);
      expect(await credentialsOf(known.id)).toEqual([repeated.id]);
    },
  );

  it('I-02 422 the same Idempotency-Key with another body, on any node', async () => {
    const report = passingReport(seed.achievementId, 'Sam Whitehorse');
    const other = { ...report, narrative: 'Something else.' };
    const headers = { 'idempotency-key': 'workshop-8' };
    expect((await callerOf(0).post('/v1/credentials', report, headers)).statusCode).toBe(201);
    for (const caller of callers) {
      expectProblem(await caller.post('/v1/credentials', other, headers), 'idempotency-mismatch');
    }
  });

  it(
    'I-03 approvers decide at once, two or fifty: one decision stands, one credential follows',
    {
      timeout: 120_000,
    },
    async () => {
      const ruling = { outcome: 'awarded', reason: 'All criteria are met.' };
      for (const [round, { id, recipientId }] of seed.submissions.entries()) {
        const times = round === 0 ? PARALLEL : 2;
        const answers = await Promise.all(
          Array.from({ length: times }, (_, n) =>
            callerOf(n)
              .as(seed.approverIds[n % 2 === 0 ? 0 : 1])
              .post(`/v1/submissions/${id}/decisions`, ruling),
          ),
        );
        const [made, ...refused] = answers.toSorted((a, b) => a.statusCode - b.statusCode);
        expect(made?.statusCode).toBe(201);
        for (const answer of refused) expectProblem(answer, 'conflict', { code: 'already_decided' });
        const credential = await eventually('the credential', async () => {
          const answer = await callerOf(0).get(`/v1/credentials?recipientId=${recipientId}`);
          return answer.json<{ items: readonly CredentialView[] }>().items.find(({ state }) => state === 'published');
        });
        expect(credential.decisionId).toBe(made?.json<DecisionView>().id);
        expect(await credentialsOf(recipientId)).toEqual([credential.id]);
      }
    },
  );

  it(
    'twenty reports about one new recipient at once: twenty credentials, one recipient, and fsck finds nothing',
    { timeout: 120_000 },
    async () => {
      const report = passingReport(seed.achievementId, 'Rosa Delgado');
      const answers = await Promise.all(
        Array.from({ length: REPORTS }, (_, n) => callerOf(n).post('/v1/credentials', report)),
      );
      const views = answers.map((answer) => {
        expect([201, 202], answer.body).toContain(answer.statusCode);
        return answer.json<CredentialView>();
      });
      expect(new Set(views.map(({ id }) => id)).size).toBe(REPORTS);
      expect(new Set(views.map(({ recipientId }) => recipientId)).size).toBe(1);
      await eventually('all to be published', async () => {
        const states = await Promise.all(views.map(({ id }) => callerOf(0).get(`/v1/credentials/${id}`)));
        return states.every((answer) => answer.json<CredentialView>().state === 'published') || undefined;
      });
      expect((await nodes.first.app.services.fsck()).findings).toEqual([]);
    },
  );

  function callerOf(n: number): Client {
    return given(callers[n % callers.length], 'node');
  }

  async function credentialsOf(recipientId: string): Promise<readonly string[]> {
    const answer = await callerOf(0).get(`/v1/credentials?recipientId=${recipientId}`);
    return answer.json<{ items: readonly CredentialView[] }>().items.map(({ id }) => id);
  }
});
