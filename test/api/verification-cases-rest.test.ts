// If this fails, something that a credential names is fetched before its signature is known to be good, or what is learnt
// after it (status, a fresher copy, a picture, praise, who vouches, whom it is about) is told otherwise than it was found.
import { deflateSync } from 'node:zlib';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/kernel/digest.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';
import { bakePng, bakeSvg } from '../../src/standards/bake/bake.ts';
import { pngChunk } from '../../src/standards/bake/png-chunks.ts';
import { bitstringWith, encodeList, minimumListSize } from '../../src/standards/bitstring.ts';
import { contextsFor } from '../../src/standards/data-integrity.ts';
import { identityObject } from '../../src/standards/identity-hash.ts';
import { statusListCredential } from '../../src/standards/status-list.ts';
import { openCanary } from '../setup/canary.ts';
import { didWebIssuer } from '../setup/did-web-issuers.ts';
import type { DidWebIssuer } from '../setup/did-web-issuers.ts';
import { foreignBadge, foreignIssuer, signForeign, unsignedForeignBadge, verifiedAt } from '../setup/foreign-badges.ts';
import type { ForeignIssuer } from '../setup/foreign-badges.ts';
import { jcsProof } from '../setup/jcs-proof.ts';
import { openOutside, serving } from '../setup/outside.ts';
import type { Outside } from '../setup/outside.ts';
import { withValue } from '../setup/pointer.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { reportOn, verdict, verdictOn, verdictOnBytes } from '../setup/verdicts.ts';

const HOST = 'uni.example';
const at = (path: string): string => `https://${HOST}${path}`;
let api: TestApp;
let issuer: DidWebIssuer;
let outside: Outside;
/** What the issuer's host serves; emptied before each test. */
const served: Record<string, string | object> = {};
let folder: string;
let now = verifiedAt;

beforeAll(async () => {
  issuer = await didWebIssuer(HOST);
  outside = await openOutside({ hosts: { [HOST]: serving(served) } });
  folder = mkdtempSync(join(tmpdir(), 'waymark-registries-'));
  const registries = join(folder, 'registries.json');
  writeFileSync(registries, JSON.stringify([{ name: 'The county', url: at('/registry.json'), format: 'dcc' }]));
  api = await openTestApp({
    clock: { now: () => now },
    fetch: outside.fetch,
    environment: { WAYMARK_TRUST_REGISTRIES_FILE: registries },
  });
});
afterAll(async () => {
  await api.close();
  await outside.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  for (const path of Object.keys(served)) delete served[path];
  served['/.well-known/did.json'] = issuer.document;
  // Later than any copy is kept.
  now = new Date(now.getTime() + 3_600_000);
});

/** The paths that were asked for since, each once. */
async function askedDuring(act: () => Promise<void>): Promise<readonly string[]> {
  const before = outside.asked().length;
  await act();
  return [...new Set(outside.asked().slice(before))].map((url) => url.slice(HOST.length)).toSorted();
}
async function checkOf(credential: object, name: string): Promise<unknown> {
  const found = (await reportOn(api, credential)).checks.find(({ check }) => check === name);
  return `${found?.outcome}:${found?.code}`;
}

function statusEntry(path: string, index = 94_567, statusPurpose = 'revocation'): JsonObject {
  return {
    id: at(`${path}#${index}`),
    type: 'BitstringStatusListEntry',
    statusPurpose,
    statusListIndex: String(index),
    statusListCredential: at(path),
  };
}
/** Signed over its JSON, because no context of a badge defines these types. */
async function signedAsJson(more: JsonObject): Promise<JsonObject> {
  const unsigned = unsignedForeignBadge(issuer.did, more);
  return { ...unsigned, proof: [await jcsProof(unsigned, issuer)] };
}
interface ListOptions {
  readonly set?: readonly number[];
  readonly signer?: ForeignIssuer;
  readonly issuerId?: string;
  readonly id?: string;
  readonly validFrom?: Date;
}
async function list(path: string, options: ListOptions = {}): Promise<JsonObject> {
  const { set = [], signer = issuer, id = at(path), validFrom = now } = options;
  const unsigned = statusListCredential({
    id,
    contexts: contextsFor('eddsa-rdfc-2022', 'status-list'),
    issuerId: options.issuerId ?? signer.did,
    statusPurpose: 'revocation',
    bits: bitstringWith([...set], minimumListSize),
    validFrom: `${validFrom.toISOString().slice(0, 19)}Z`,
    ttlMs: 300_000,
  });
  return signForeign(unsigned, signer);
}

describe('what a credential names', () => {
  const everywhere = (): JsonObject => ({
    image: { id: at('/image.png'), type: 'Image' },
    credentialSchema: [{ id: at('/schema.json'), type: 'JsonSchema' }],
    evidence: [{ id: at('/evidence'), type: ['Evidence'] }],
    refreshService: { id: at('/refresh'), type: '1EdTechCredentialRefresh' },
    credentialStatus: statusEntry('/list'),
    termsOfUse: [{ id: at('/terms'), type: 'Terms' }],
    credentialSubject: {
      id: at('/person'),
      type: ['AchievementSubject'],
      achievement: {
        id: at('/achievement'),
        type: ['Achievement'],
        name: 'Reads a watershed map',
        description: 'Finds where the water of a valley goes.',
        criteria: { id: at('/criteria'), narrative: 'Follow three creeks on a map.' },
        image: { id: at('/badge.png'), type: 'Image' },
        alignment: [{ type: ['Alignment'], targetName: 'Maps', targetUrl: at('/alignment') }],
      },
    },
  });
  // The types of these two are defined in no context of a badge, so such a badge is signed in the older data model.
  const signable = (): JsonObject => {
    const { refreshService: _service, termsOfUse: _terms, credentialSchema: _schema, ...rest } = everywhere();
    return rest;
  };

  test('200 D-24 is not asked for while the signature is bad: the issuer alone is', async () => {
    const signed = await foreignBadge(issuer, signable());
    const canary = await openCanary();
    const forged = { ...signed, ...everywhere(), name: 'Another' };
    expect(await askedDuring(async () => expect(await verdictOn(api, forged)).toMatch(/^invalid proof=fail:/))).toEqual(
      ['/.well-known/did.json'],
    );
    // Also where it names doors on this machine.
    const inside = JSON.parse(
      JSON.stringify(forged).replaceAll(`https://${HOST}/`, `http://127.0.0.1:${canary.port}/`),
    ) as JsonObject;
    expect((await reportOn(api, inside)).outcome).toBe('invalid');
    expect(await canary.connections()).toBe(0);
    await canary.close();
  });

  test('200 D-24 and when it is good only what the verdict needs: its status, never a page, a picture or a schema', async () => {
    served['/list'] = await list('/list');
    const signed = await foreignBadge(issuer, signable());
    expect(await askedDuring(async () => expect(await verdictOn(api, signed)).toMatch(/^valid/))).toEqual([
      '/.well-known/did.json',
      '/list',
      '/registry.json',
    ]);
  });
});

describe('a status list on the issuer’s host', () => {
  const badgeWith = (path: string): Promise<JsonObject> =>
    foreignBadge(issuer, { credentialStatus: statusEntry(path) });

  test('200 E-01 says that a badge is good, and after its revocation that it is not', async () => {
    const badge = await badgeWith('/list');
    served['/list'] = await list('/list');
    expect(await checkOf(badge, 'status')).toBe('pass:ok');
    now = new Date(now.getTime() + 600_000);
    served['/list'] = await list('/list', { set: [94_567] });
    expect(await verdictOn(api, badge)).toContain('invalid status=fail:revoked');
  });

  test('200 an older list than one that was seen is not believed', async () => {
    const badge = await badgeWith('/rolled-back');
    const before = await list('/rolled-back');
    now = new Date(now.getTime() + 600_000);
    served['/rolled-back'] = await list('/rolled-back', { set: [94_567] });
    expect(await checkOf(badge, 'status')).toBe('fail:revoked');
    now = new Date(now.getTime() + 600_000);
    served['/rolled-back'] = before;
    expect((await reportOn(api, badge)).outcome).toBe('indeterminate');
  });

  test('200 E-03 E-04 E-05 E-09 leaves the status open when it is not there, not the issuer’s, or not this list', async () => {
    const other = await foreignIssuer('another signer');
    served['/forged'] = withValue(
      await list('/forged'),
      '/credentialSubject/encodedList',
      encodeList(bitstringWith([1], minimumListSize)),
    );
    served['/other'] = await list('/other', { signer: other });
    served['/renamed'] = await list('/renamed', { id: at('/list-of-another-name') });
    served['/pretends'] = await list('/pretends', { signer: { ...other, did: issuer.did } });
    const expected = {
      '/absent': 'retrieval',
      '/forged': 'list_unverified',
      '/other': 'list_issuer_mismatch',
      '/renamed': 'list_id_mismatch',
      '/pretends': 'list_unverified',
    };
    for (const [path, code] of Object.entries(expected)) {
      const report = await reportOn(api, await badgeWith(path));
      expect([path, verdict(report)]).toEqual([path, expect.stringContaining(`indeterminate status=unknown:${code}`)]);
    }
  });

  test('200 E-16 of the kind that names what was revoked: revoked where it is named, open where it is not understood', async () => {
    const badge = await signedAsJson({ credentialStatus: { id: at('/named'), type: '1EdTechRevocationList' } });
    const listed = (id: JsonValue): JsonObject => ({
      id: at('/named'),
      issuer: issuer.did,
      revokedCredential: [{ id, revoked: true }],
    });
    served['/named'] = listed(badge['id'] ?? '');
    expect(await verdictOn(api, badge)).toContain('invalid status=fail:revoked');
    now = new Date(now.getTime() + 600_000);
    served['/named'] = { id: at('/named'), issuer: 'did:web:other.example', revokedCredential: [] };
    expect((await reportOn(api, badge)).outcome).toBe('indeterminate');
  });
});

describe('a fresher copy', () => {
  const refreshable = (url: string): Promise<JsonObject> =>
    signedAsJson({ refreshService: { id: url, type: '1EdTechCredentialRefresh' } });

  test('200 F-19 on a private address is not fetched, and the verdict stays on what was given', async () => {
    const canary = await openCanary();
    const given = await refreshable(`https://127.0.0.1:${canary.port}/refresh`);
    const report = await reportOn(api, given);
    expect(report.outcome).toBe('valid');
    expect(await checkOf(given, 'refresh')).toBe('unknown:forbidden_host');
    expect(await canary.connections()).toBe(0);
    await canary.close();
  });

  test('200 is believed when it is the same credential of the same issuer, and contradicts when it is another', async () => {
    const given = await refreshable(at('/refresh'));
    expect(await checkOf(given, 'refresh')).toBe('unknown:unreachable');
    now = new Date(now.getTime() + 600_000);
    served['/refresh'] = await foreignBadge(issuer, { name: 'Reads any watershed map' });
    expect(await checkOf(given, 'refresh')).toBe('pass:ok');
    now = new Date(now.getTime() + 600_000);
    served['/refresh'] = await foreignBadge(issuer, { id: 'https://badges.elsewhere.example/credentials/2' });
    expect(await verdictOn(api, given)).toContain('refresh=fail:identity_mismatch');
    now = new Date(now.getTime() + 600_000);
    served['/refresh'] = await foreignBadge(await foreignIssuer('another signer'));
    expect(await verdictOn(api, given)).toContain('refresh=fail:identity_mismatch');
    now = new Date(now.getTime() + 600_000);
    served['/refresh'] = withValue(await foreignBadge(issuer), '/name', 'Not signed');
    expect(await checkOf(given, 'refresh')).toBe('unknown:invalid_copy');
  });
});

describe('who vouches', () => {
  test('200 F-21 a great name proves nothing: the issuer is told by its identifier, and no registry knows it', async () => {
    served['/registry.json'] = { registry: { 'did:web:other.example': { name: 'Other' } } };
    const issuerClaims = { id: issuer.did, type: ['Profile'], name: 'Harvard University' };
    const report = await reportOn(api, await foreignBadge(issuer, { issuer: issuerClaims }));
    expect(verdict(report)).toBe('valid issuer_trust=unknown:not_listed');
    expect(report.checks.find(({ check }) => check === 'issuer_key')?.detail).toMatchObject({ issuer: issuer.did });
  });

  test('200 F-22 a registry that cannot be asked neither vouches nor refuses', async () => {
    // What was read of it before is too old by then.
    now = new Date(now.getTime() + 14 * 86_400_000);
    expect(await verdictOn(api, await foreignBadge(issuer))).toBe('valid issuer_trust=unknown:registry_unreachable');
  });

  test('200 a registry that lists the issuer vouches by name; 200 indeterminate where that is required and nobody does', async () => {
    served['/registry.json'] = { registry: { [issuer.did]: { name: 'University of Somewhere' } } };
    const badge = await foreignBadge(issuer);
    const trust = (await reportOn(api, badge)).checks.find(({ check }) => check === 'issuer_trust');
    expect(trust).toMatchObject({
      outcome: 'pass',
      detail: { registryName: 'The county', listedAs: 'University of Somewhere' },
    });
    const stranger = await foreignBadge(await foreignIssuer('a stranger'));
    const answer = await api.anonymous.post('/v1/verifications', { credential: stranger, requireTrustedIssuer: true });
    expect(answer.json()).toMatchObject({ outcome: 'indeterminate' });
  });
});

describe('whom it is about', () => {
  const salt = '8f14e45fceea167a5a36dedd4bea2543';
  const about = (identifier: string): Promise<JsonObject> =>
    foreignBadge(issuer, {
      credentialSubject: {
        type: ['AchievementSubject'],
        identifier: [identityObject({ identityType: 'emailAddress', identifier, salt })],
        achievement: {
          id: 'https://badges.elsewhere.example/achievements/1',
          type: ['Achievement'],
          name: 'Reads a watershed map',
          description: 'Finds where the water of a valley goes.',
          criteria: { narrative: 'Follow three creeks on a map.' },
        },
      },
    });
  const asked = async (credential: JsonObject, identifier?: string): Promise<string> => {
    const recipient = identifier === undefined ? {} : { recipient: { identifier } };
    const answer = await api.anonymous.post('/v1/verifications', { credential, ...recipient });
    const { outcome, checks } = answer.json<{
      outcome: string;
      checks: { check: string; outcome: string; code: string }[];
    }>();
    const found = checks.find(({ check }) => check === 'recipient');
    return `${outcome} ${found?.outcome}:${found?.code}`;
  };

  test('200 F-06 F-08 the right address, written in any way, the wrong one, and none', async () => {
    const badge = await about('sofía.reed@example.org');
    for (const same of [
      'sofía.reed@example.org',
      ' Sofía.Reed@Example.org ',
      'sofía.reed@example.org'.normalize('NFD'),
    ]) {
      expect(await asked(badge, same)).toBe('valid pass:ok');
    }
    expect(await asked(badge, 'someone@example.org')).toBe('invalid fail:no_match');
    expect(await asked(badge)).toMatch(/^valid not_evaluated:/);
  });

  test('200 F-24 F-25 nobody at all, and a picture that is a program', async () => {
    const badge = await foreignBadge(issuer);
    const { id: _id, ...nobody } = badge['credentialSubject'] as JsonObject;
    expect(await verdictOn(api, { ...badge, credentialSubject: nobody })).toContain(
      'invalid schema=fail:subject_unidentified',
    );
    for (const id of ['javascript:alert(1)', 'data:text/html,<script>alert(1)</script>']) {
      expect(await verdictOn(api, { ...badge, image: { id, type: 'Image' } })).toContain(
        'invalid schema=fail:uri_scheme',
      );
    }
  });
});

describe('praise', () => {
  const endorsement = async (by: ForeignIssuer, more: JsonObject = {}): Promise<JsonObject> =>
    signForeign(
      {
        '@context': [...contextsFor('eddsa-rdfc-2022')],
        id: 'https://badges.elsewhere.example/endorsements/1',
        type: ['VerifiableCredential', 'EndorsementCredential'],
        name: 'Endorsement',
        issuer: { id: by.did, type: ['Profile'], name: 'Endorser' },
        validFrom: '2026-11-01T09:00:00Z',
        credentialSubject: {
          id: 'https://badges.elsewhere.example/achievements/1',
          type: ['EndorsementSubject'],
          endorsementComment: 'Worth having.',
        },
        ...more,
      },
      by,
    );
  const praised = async (...endorsements: JsonObject[]): Promise<JsonObject> => {
    const unsigned = await foreignBadge(issuer);
    const subject = unsigned['credentialSubject'] as JsonObject;
    const achievement = { ...(subject['achievement'] as JsonObject), endorsement: endorsements };
    return foreignBadge(issuer, { credentialSubject: { ...subject, achievement } });
  };

  test('200 F-14 by the issuer itself holds and is told as its own; by another it is a third party’s', async () => {
    const report = await reportOn(
      api,
      await praised(
        await endorsement(issuer),
        await endorsement(await foreignIssuer('endorser'), { id: 'https://badges.elsewhere.example/endorsements/2' }),
      ),
    );
    expect(report.outcome).toBe('valid');
    const found = report.checks.filter(({ check }) => check === 'endorsement');
    expect(found.map(({ outcome, detail }) => [outcome, detail?.['self']])).toEqual([
      ['pass', 'true'],
      ['pass', 'false'],
    ]);
  });

  test('200 of something else, or not signed by who says it, makes the badge around it not valid', async () => {
    const elsewhere = { id: 'https://badges.elsewhere.example/achievements/2', type: ['EndorsementSubject'] };
    const by = await foreignIssuer('endorser');
    for (const bad of [
      await endorsement(by, { credentialSubject: elsewhere }),
      withValue(await endorsement(by), '/credentialSubject/endorsementComment', 'The best there is.'),
    ]) {
      expect(await verdictOn(api, await praised(bad))).toContain('invalid endorsement=fail:');
    }
  });
});

describe('pictures', () => {
  const png = (grey: number): Buffer =>
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      pngChunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
      pngChunk('IDAT', deflateSync(Buffer.from([0, grey]))),
      pngChunk('IEND', Buffer.alloc(0)),
    ]);
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
  );
  const digest = (picture: Buffer): string => `sha256-${Buffer.from(sha256(picture)).toString('base64')}`;
  const committed = (picture: Buffer): Promise<JsonObject> => {
    const id = 'https://badges.elsewhere.example/badge.png';
    return foreignBadge(issuer, {
      image: { id, type: 'Image' },
      relatedResource: [{ id, digestSRI: digest(picture) }],
    });
  };

  test('200 K-12 what was baked into a PNG or an SVG comes out of it and verifies', async () => {
    served['/registry.json'] = { registry: { [issuer.did]: { name: 'University' } } };
    const text = JSON.stringify(await foreignBadge(issuer));
    expect(await verdictOnBytes(api, bakePng(png(0), text), 'image/png')).toMatch(/^valid\b/);
    expect(await verdictOnBytes(api, bakeSvg(svg, text), 'image/svg+xml')).toMatch(/^valid\b/);
    const forged = text.replace('Reads a watershed map', 'Reads a watershed mat');
    expect(await verdictOnBytes(api, bakePng(png(0), forged), 'image/png')).toContain('invalid proof=fail:signature');
  });

  test('200 F-16 around another credential than theirs are told: it commits to the picture by a digest', async () => {
    const text = JSON.stringify(await committed(png(0)));
    expect(await verdictOnBytes(api, bakePng(png(0), text), 'image/png')).not.toContain('image');
    expect(await verdictOnBytes(api, bakePng(png(255), text), 'image/png')).toContain('invalid image=fail:mismatch');
    const open = JSON.stringify(await foreignBadge(issuer));
    expect(await verdictOnBytes(api, bakePng(png(0), open), 'image/png')).toContain('image=unknown:no_reference');
  });

  test('200 K-08 a text that unpacks to 200 MB is refused before it is', async () => {
    const packed = deflateSync(Buffer.alloc(200_000_000, 0x20));
    const chunk = pngChunk('iTXt', Buffer.concat([Buffer.from('openbadgecredential\0\u0001\0\0\0', 'latin1'), packed]));
    const plain = png(0);
    const bomb = Buffer.concat([plain.subarray(0, -12), chunk, plain.subarray(-12)]);
    const before = process.memoryUsage().rss;
    expect(await verdictOnBytes(api, bomb, 'image/png')).toBe('invalid parse=fail:too_large');
    // The case says 32 MB; this process also runs the test and a database, hence twice that.
    expect(process.memoryUsage().rss - before).toBeLessThan(64_000_000);
  });
});
