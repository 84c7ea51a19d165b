// If this fails, the deployment signs under two names for one purpose, a key signs for another purpose, or a key is made
// that nobody can open again.
import { createPublicKey, verify } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { systemClock } from '../../../../src/kernel/clock.ts';
import { randomIds } from '../../../../src/kernel/id.ts';
import { task } from '../../../../src/kernel/principal.ts';
import { deployment } from '../../../../src/platform/db/scope.ts';
import { deploymentKeys } from '../../../../src/platform/keys/deployment-keys.ts';
import type { DeploymentKeyNeeds } from '../../../../src/platform/keys/deployment-keys.ts';
import { masterKey } from '../../../../src/platform/keys/seal.ts';
import { mintLintToken } from '../../../../src/platform/keys/signer.ts';
import { decodeMultikey } from '../../../../src/standards/multikey.ts';
import { describeOnEachEngine, openTestDatabase } from '../../../setup/databases.ts';
import type { TestDatabase } from '../../../setup/databases.ts';

const call = { principal: task('test'), requestId: randomIds.next('request'), operation: 'test' };
const master = masterKey(randomIds.bytes(32));

describeOnEachEngine('the keys of a deployment', (engine) => {
  let opened: TestDatabase;
  const made: string[] = [];
  const node = (more: Partial<DeploymentKeyNeeds> = {}) =>
    deploymentKeys({
      database: opened.database,
      master,
      masterKeyFits: true,
      clock: systemClock,
      ids: randomIds,
      created: (_tx, _call, { purpose }) => {
        made.push(purpose);
        return Promise.resolve();
      },
      ...more,
    });

  beforeAll(async () => {
    made.length = 0;
    opened = await openTestDatabase(engine);
  });
  afterAll(() => opened.close());

  it('are not made under a master key that is not the one of the database', async () => {
    await expect(node({ masterKeyFits: false }).signer('pack', call)).rejects.toMatchObject({
      slug: 'key-unavailable',
    });
    expect(made).toEqual([]);
  });

  it('are made once for each purpose, however many nodes ask first', async () => {
    const nodes = [node(), node(), node()];
    const asked = await Promise.all(nodes.flatMap((one) => [one.signer('pack', call), one.signer('vc-api', call)]));
    const dids = new Set(asked.map(({ purpose, did }) => `${purpose} ${did}`));
    expect(dids.size).toBe(2);
    expect(made.toSorted()).toEqual(['pack', 'vc-api']);
    const later = await node().signer('pack', call);
    expect(dids.has(`pack ${later.did}`)).toBe(true);
  });

  it('sign what a token holds, once, under the did:key that they are named by', async () => {
    const signer = await node().signer('vc-api', call);
    const bytes = randomIds.bytes(64);
    const token = mintLintToken(signer.keyId, bytes);
    const signature = await signer.sign(token);
    const read = decodeMultikey(signer.publicKeyMultibase);
    expect(read.ok).toBe(true);
    if (!read.ok) return;
    const key = createPublicKey({ key: read.publicKey.jwk as JsonWebKey, format: 'jwk' });
    expect(verify(null, bytes, key, signature)).toBe(true);
    expect(signer.verificationMethod).toBe(`did:key:${signer.publicKeyMultibase}#${signer.publicKeyMultibase}`);
    await expect(signer.sign(token)).rejects.toThrow('used before');
    const other = await node().signer('pack', call);
    await expect(other.sign(mintLintToken(signer.keyId, bytes))).rejects.toThrow('another key');
  });

  it('do not open as the key of another purpose, nor under another master key', async () => {
    await expect(node({ master: masterKey(randomIds.bytes(32)) }).signer('pack', call)).rejects.toMatchObject({
      slug: 'key-unavailable',
    });
    await opened.database.write(deployment, async ({ db }) => {
      await db.execute(sql`update deployment_keys set purpose = 'swapped' where purpose = 'pack'`);
      await db.execute(sql`update deployment_keys set purpose = 'pack' where purpose = 'vc-api'`);
    });
    await expect(node().signer('pack', call)).rejects.toMatchObject({ slug: 'key-unavailable' });
  });
});
