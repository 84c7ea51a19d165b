// If this fails, one document makes us ask others for more than anybody should be asked, or one that misbehaves brings the
// whole verification down.
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { withBudget } from '../../../src/verification/budget.ts';
import { verifyCredential } from '../../../src/verification/verify-credential.ts';
import { foreignBadge, foreignIssuer, verifiedAt } from '../../setup/foreign-badges.ts';
import type { ForeignIssuer } from '../../setup/foreign-badges.ts';
import { jwtIssuer, signShown, sourceOf, verifierOf } from '../../setup/outside-documents.ts';
import type { JwtIssuer } from '../../setup/outside-documents.ts';
import { verdict } from '../../setup/verdicts.ts';

const never = new AbortController().signal;
const v2 = 'https://www.w3.org/ns/credentials/v2';
let issuer: ForeignIssuer;
let jwt: JwtIssuer;

beforeAll(async () => {
  issuer = await foreignIssuer('one of many');
  jwt = await jwtIssuer();
});

/** Presented as text, each under the name of another issuer of one host. */
async function folderOf(count: number): Promise<string> {
  const parts: string[] = [];
  for (let one = 0; one < count; one += 1) {
    const name = `did:web:victim.example:${one}`;
    const claims: JsonObject = { '@context': [v2], type: ['VerifiableCredential'], issuer: name, iss: name };
    parts.push(await jwt.sign({ ...claims, credentialSubject: { id: 'urn:x' } }, { kid: `${name}#1` }));
  }
  const wrapped = parts.map((text) => ({
    '@context': v2,
    id: `data:application/vc+jwt,${text}`,
    type: 'EnvelopedVerifiableCredential',
  }));
  const types = { '@context': [v2], type: ['VerifiablePresentation'], holder: issuer.did };
  return JSON.stringify(await signShown({ ...types, verifiableCredential: wrapped }, issuer));
}

describe('a budget', () => {
  it('ends for one host, and in all; what was asked once may be asked again', async () => {
    const told = sourceOf({});
    const source = withBudget(told, never, { documents: 4, documentsOfOneHost: 2 });
    const state = async (url: string): Promise<string> => {
      const found = await source.read(url, 'issuer');
      return found.state === 'unreachable' ? found.code : found.state;
    };
    expect([await state('https://a.example/1'), await state('https://a.example/2')]).toEqual(['absent', 'absent']);
    expect([await state('https://a.example/3'), await state('https://a.example/1')]).toEqual(['budget', 'absent']);
    expect([await state('https://b.example/1'), await state('https://c.example/1')]).toEqual(['absent', 'absent']);
    expect(await state('https://d.example/1')).toBe('budget');
    expect(told.asked).toHaveLength(5);
  });

  it('costs nothing for own documents, and is over when the time is', async () => {
    const told = sourceOf({});
    const own = withBudget({ ...told, isOwn: () => true }, never, { documents: 0, documentsOfOneHost: 0 });
    expect(await own.read('https://here.example/1', 'issuer')).toEqual({ state: 'absent' });
    const late = withBudget(told, AbortSignal.abort(), { documents: 9, documentsOfOneHost: 9 });
    expect(await late.read('https://a.example/1', 'issuer')).toEqual({ state: 'unreachable', code: 'budget' });
  });
});

describe('a verification', () => {
  it('asks a host no more than its budget, and says of the rest that it is not known', async () => {
    const source = sourceOf({});
    const report = await verifyCredential({ source, clock: { now: () => verifiedAt } })(await folderOf(60));
    expect(source.asked).toHaveLength(32);
    expect(report.outcome).toBe('indeterminate');
    const codes = (report.parts ?? []).map(({ checks }) => checks.find(({ check }) => check === 'issuer_key')?.code);
    expect([codes.length, codes.filter((code) => code === 'budget').length]).toEqual([60, 28]);
  });

  it('refuses a folder with more texts than credentials may be in it, before any of them is read', async () => {
    const source = sourceOf({});
    const report = await verifyCredential({ source, clock: { now: () => verifiedAt } })(await folderOf(101));
    expect(verdict(report)).toContain('invalid structure=fail:too_many_credentials');
    expect(source.asked).toEqual([]);
  });

  it('stops when nobody waits any more', async () => {
    const source = sourceOf({});
    const verify = verifyCredential({ source, clock: { now: () => verifiedAt } });
    const report = await verify(await folderOf(3), { signal: AbortSignal.abort() });
    expect([report.outcome, source.asked]).toEqual(['indeterminate', []]);
    expect(verdict(report)).toContain('credential=unknown:out_of_time');
  });

  it('takes a source that breaks for one that answers nothing', async () => {
    const broken = { isOwn: () => false, read: () => Promise.reject(new Error('broken')) };
    const listed = {
      id: 'https://badges.elsewhere.example/list#1',
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '1',
      statusListCredential: 'https://badges.elsewhere.example/list',
    };
    const badge = await foreignBadge(issuer, { credentialStatus: listed });
    expect(verdict(await verifierOf({}, { source: broken })(JSON.stringify(badge)))).toBe(
      'indeterminate status=unknown:retrieval',
    );
  });
});
