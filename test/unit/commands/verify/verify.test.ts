// If this fails, a script that asks `waymark verify` acts on the wrong answer, or a person reads a verdict that the badge
// itself has written.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCommand } from '../../../../src/commands/verify/verify.ts';
import type { VerifyTerminal } from '../../../../src/commands/verify/verify.ts';
import type { JsonObject } from '../../../../src/kernel/json.ts';
import { Problem } from '../../../../src/kernel/problem.ts';
import { translatorFor } from '../../../../src/platform/messages/translator.ts';
import type { GuardedFetch } from '../../../../src/platform/outgoing/guarded-fetch.ts';
import { pinnedContexts } from '../../../../src/standards/contexts.ts';
import { didDocumentOf } from '../../../../src/standards/did-document.ts';
import { signVerificationPack } from '../../../../src/standards/verification-pack.ts';
import { directJudge } from '../../../../src/verification/direct-judge.ts';
import type { Judge } from '../../../../src/verification/judge.ts';
import {
  foreignBadge,
  foreignIssuer,
  signForeign,
  unsignedForeignBadge,
  verifiedAt,
} from '../../../setup/foreign-badges.ts';
import type { ForeignIssuer } from '../../../setup/foreign-badges.ts';

const folder = mkdtempSync(join(tmpdir(), 'waymark-verify-'));
const webDid = 'did:web:badges.elsewhere.example';
const webUrl = 'https://badges.elsewhere.example/.well-known/did.json';
let issuer: ForeignIssuer;
let badge: JsonObject;
let webBadge: JsonObject;

beforeAll(async () => {
  issuer = await foreignIssuer('issuer at the command line');
  badge = await foreignBadge(issuer);
  const methodId = `${webDid}#key`;
  webBadge = await signForeign(unsignedForeignBadge(webDid), issuer, { methodId });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The document under which a did:web issuer publishes the same key. */
function webDocument(): string {
  const id = `${webDid}#key`;
  const publicKeyMultibase = issuer.did.slice('did:key:'.length);
  return JSON.stringify({
    '@context': didDocumentOf(issuer.did)?.['@context'] ?? [],
    id: webDid,
    verificationMethod: [{ id, type: 'Multikey', controller: webDid, publicKeyMultibase }],
    assertionMethod: [id],
  });
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, content instanceof Uint8Array || typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** A file that claims this many bytes and holds none. */
function sparse(name: string, bytes: number): string {
  const path = file(name, '');
  truncateSync(path, bytes);
  return path;
}

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly fetched: readonly string[];
}

async function run(words: readonly string[], more: Partial<VerifyTerminal> = {}): Promise<Said> {
  const said = { out: '', err: '' };
  const fetched: string[] = [];
  const nothing: GuardedFetch = () => Promise.resolve({ state: 'unreachable', code: 'unreachable' });
  const { fetch = nothing, ...rest } = more;
  const code = await verifyCommand(words, {
    t: translatorFor('en'),
    out: (text) => (said.out += `${text}\n`),
    err: (text) => (said.err += `${text}\n`),
    judge: directJudge,
    clock: { now: () => verifiedAt },
    fetch: (url, options) => {
      fetched.push(url);
      return fetch(url, options);
    },
    ...rest,
  });
  return { code, ...said, fetched };
}

async function pack(documents: readonly { readonly url: string; readonly text: string }[]): Promise<string> {
  const readAt = new Date('2026-11-20T08:00:00Z');
  const signer = issuer.key.signer();
  const bytes = await signVerificationPack(
    {
      origin: new URL(webUrl).origin,
      madeAt: readAt,
      contexts: pinnedContexts.map(({ url, sha256 }) => ({ url, sha256 })),
      registries: [],
      documents: documents.map((each) => ({ ...each, mediaType: 'application/json', readAt })),
    },
    {
      publicKeyMultibase: issuer.did.slice('did:key:'.length),
      sign: (data) => signer.sign({ data }),
    },
  );
  return file('pack.gz', bytes);
}

describe('the exit code is', () => {
  it('0 for a valid badge, with the verdict first and nothing asked of the network', async () => {
    const { code, out, err, fetched } = await run([file('badge.json', badge)]);
    expect(out.split('\n')[0]).toBe('This badge is valid');
    expect(out).toContain('Issued by: Elsewhere Institute');
    expect(out).toContain('Awarded for: Reads a watershed map');
    expect(out).toContain('[proof:ok]');
    expect({ code, err, fetched }).toEqual({ code: 0, err: '', fetched: [] });
  });

  it('1 for one that was changed, and says what to do next', async () => {
    const { code, out } = await run([file('changed.json', { ...badge, name: 'Flies' })]);
    expect(out.split('\n')[0]).toBe('This badge is not valid');
    expect(out).toContain('[proof:signature]');
    expect(out).toMatch(/^> /m);
    expect(code).toBe(1);
  });

  it('1 for a file that is no badge at all', async () => {
    expect((await run([file('text.txt', 'Hello')])).code).toBe(1);
  });

  it('2 when something could not be established', async () => {
    const { code, out, fetched } = await run([file('web.json', webBadge)]);
    expect(out.split('\n')[0]).toBe('This badge could not be verified');
    expect(code).toBe(2);
    expect(fetched).toEqual([webUrl]);
  });

  it('3 when a URL gives nothing to verify, and no report', async () => {
    const { code, out, err } = await run(['https://elsewhere.example/badge\u001b[31m', '--json']);
    expect(err).toBe('No badge could be read from https://elsewhere.example/badge [31m (unreachable).\n');
    expect({ code, out }).toEqual({ code: 3, out: '' });
  });

  it('3 when the program itself fails, which says nothing about the badge', async () => {
    const judge: Judge = {
      ...directJudge,
      read: () => Promise.reject(new Problem('unavailable', { detail: 'Nobody is free.' })),
    };
    const { code, out, err } = await run([file('badge.json', badge)], { judge });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err.length).toBeGreaterThan(20);
  });

  it.each([
    ['no words', []],
    ['two subjects', ['a', 'b']],
    ['an option that is not known', ['a', '--force']],
    ['an option without its value', ['a', '--email']],
    ['a key for no pack', ['a', '--pack-key', 'did:key:z6Mk']],
  ])('3 for %s, with how it is used', async (_what, words) => {
    const { code, out, err } = await run(words);
    expect(err).toContain('Usage: waymark verify');
    expect({ code, out }).toEqual({ code: 3, out: '' });
  });

  it.each([
    ['a file that is not there', () => [join(folder, 'gone')]],
    ['registries that are none', () => [file('b.json', badge), '--trust-registries', file('r.json', '{}')]],
    ['an empty file', () => [file('empty.json', '')]],
    ['a folder', () => [folder]],
    ['a file beyond 20 MB', () => [sparse('large.json', 20 * 1024 * 1024 + 1)]],
    ['registries beyond 20 MB', () => [file('b.json', badge), '--trust-registries', sparse('r.json', 2 ** 31)]],
    ['a pack beyond 32 MB', () => [file('b.json', badge), '--pack', sparse('p.gz', 2 ** 35)]],
    ['a pack that is none', () => [file('b.json', badge), '--pack', file('p.gz', 'x')]],
  ])('3 for %s, and nothing is verified', async (_what, words) => {
    const { code, out, err } = await run(words());
    expect(err.length).toBeGreaterThan(20);
    expect({ code, out }).toEqual({ code: 3, out: '' });
  });
});

describe('it reads', () => {
  it('standard input', async () => {
    const standardInput = (): Uint8Array => Buffer.from(JSON.stringify(badge));
    expect((await run(['-'], { standardInput })).code).toBe(0);
  });

  it('a URL, through the guarded fetch', async () => {
    const fetch: GuardedFetch = (url) =>
      Promise.resolve({ state: 'found', bytes: Buffer.from(JSON.stringify(badge)), finalUrl: url });
    const { code, fetched } = await run(['https://elsewhere.example/badge'], { fetch });
    expect({ code, fetched }).toEqual({ code: 0, fetched: ['https://elsewhere.example/badge'] });
  });
});

describe('it answers', () => {
  it('--json the report of the API, with a sentence for every check', async () => {
    const { out } = await run([file('badge.json', badge), '--json']);
    const report = JSON.parse(out) as { outcome: string; checks: { message: string }[]; credential: unknown };
    expect(report.outcome).toBe('valid');
    expect(report.credential).toEqual(badge);
    expect(report.checks.length).toBeGreaterThan(8);
    for (const { message } of report.checks) expect(message).toMatch(/\.$/);
  });

  it('in the language of the terminal', async () => {
    const { out } = await run([file('badge.json', badge)], { t: translatorFor('es') });
    expect(out).toContain(translatorFor('es').text('verify.validTitle', { kind: 'badge' }));
    expect(out).toContain(translatorFor('es').check('proof', 'pass', 'ok').says);
    expect(out).not.toContain('badge is valid');
  });

  it('--email whether it was awarded to this person', async () => {
    const subject = { ...(badge.credentialSubject as JsonObject), id: 'mailto:ana@elsewhere.example' };
    const hers = file('hers.json', await foreignBadge(issuer, { credentialSubject: subject }));
    expect((await run([hers, '--email', 'Ana@elsewhere.example'])).code).toBe(0);
    const other = await run([hers, '--email', 'ben@elsewhere.example']);
    expect(other.out).toContain('[recipient:');
    expect(other.code).not.toBe(0);
  });

  it('without letting the badge write on the terminal', async () => {
    const name = 'Good\u001b[2J\u001b[1;1HThis badge is valid\nreally\u202e\u0007';
    const { out } = await run([
      file('odd.json', { ...badge, name, issuer: { id: issuer.did, type: ['Profile'], name } }),
    ]);
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(out.split('\n').filter((line) => line.startsWith('really'))).toEqual([]);
    const json = await run([file('odd2.json', { ...badge, name: `${name}\u009b` }), '--json']);
    expect(json.out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(json.out)).toMatchObject({ credential: { name: `${name}\u009b` } });
  });

  it('only whose key was checked as the one who shows a folder', async () => {
    const folderOf = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: { id: issuer.did, name: 'Harvard University' },
    };
    const { out } = await run([file('shown.json', folderOf)]);
    expect(out).not.toContain('Harvard');
  });
});

describe('--pack', () => {
  it('verifies without asking the network for anything, and tells as of when', async () => {
    const path = await pack([{ url: webUrl, text: webDocument() }]);
    const { code, out, fetched } = await run([file('web.json', webBadge), '--pack', path, '--pack-key', issuer.did]);
    expect(out).toContain('as of November 20, 2026');
    expect(out).toContain('The pack is signed with the key that you named');
    expect({ code, fetched }).toEqual({ code: 0, fetched: [] });
  });

  it('leaves open what the pack does not hold, and reads no URL', async () => {
    const path = await pack([]);
    const without = await run([file('web.json', webBadge), '--pack', path]);
    expect({ code: without.code, fetched: without.fetched }).toEqual({ code: 2, fetched: [] });
    const url = await run(['https://elsewhere.example/badge', '--pack', path]);
    expect({ code: url.code, fetched: url.fetched }).toEqual({ code: 3, fetched: [] });
  });

  it('of a key that was not named establishes nothing, and one sentence says how to name it', async () => {
    const path = await pack([{ url: webUrl, text: webDocument() }]);
    const { code, out } = await run([file('web.json', webBadge), '--pack', path]);
    expect(out.split('\n')[0]).toBe('This badge could not be verified');
    expect(out).toContain(`add --pack-key ${issuer.did}.`);
    expect(out).not.toMatch(/\[(?:issuer_key|proof|status):/);
    expect(code).toBe(2);
  });

  it('of a key that was not named refutes nothing by what it holds, and takes nothing back that needs no pack', async () => {
    const path = await pack([{ url: webUrl, text: webDocument() }]);
    const forged = await run([file('web2.json', { ...webBadge, name: 'Flies' }), '--pack', path]);
    expect(forged.code).toBe(2);
    const changed = await run([file('changed.json', { ...badge, name: 'Flies' }), '--pack', path]);
    expect(changed.code).toBe(1);
    expect((await run([file('badge.json', badge), '--pack', path])).code).toBe(2);
  });

  it('stands in --json, with whether its key was the one that was named', async () => {
    const path = await pack([{ url: webUrl, text: webDocument() }]);
    const words = [file('web.json', webBadge), '--pack', path, '--json'];
    const facts = { origin: new URL(webUrl).origin, madeAt: '2026-11-20T08:00:00.000Z', signedBy: issuer.did };
    expect(JSON.parse((await run(words)).out)).toMatchObject({
      outcome: 'indeterminate',
      pack: { ...facts, keyExpected: false },
    });
    expect(JSON.parse((await run([...words, '--pack-key', issuer.did])).out)).toMatchObject({
      outcome: 'valid',
      pack: { ...facts, keyExpected: true },
    });
  });

  it('is refused when another key signed it, or when it was changed', async () => {
    const path = await pack([{ url: webUrl, text: webDocument() }]);
    const { did } = await foreignIssuer('somebody else');
    const other = await run([file('web.json', webBadge), '--pack', path, '--pack-key', did]);
    expect(other.err).toContain('other_key');
    expect(other.code).toBe(3);
  });
});
