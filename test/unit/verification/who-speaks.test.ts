// If this fails, somebody's words pass for those of another: a holder's for an issuer's, any credential's for an
// endorsement's, a folder's for a badge's.
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { checkResult, passed } from '../../../src/standards/checks/check-result.ts';
import type { CheckName } from '../../../src/standards/checks/check-codes.ts';
import type { VerificationReport } from '../../../src/verification/report.ts';
import type { JudgeTrust } from '../../../src/verification/verify-credential.ts';
import { foreignBadge, foreignIssuer, signForeign, unsignedForeignBadge } from '../../setup/foreign-badges.ts';
import type { ForeignIssuer } from '../../setup/foreign-badges.ts';
import { claimsOf, jwtIssuer, signShown, verifierOf } from '../../setup/outside-documents.ts';
import type { JwtIssuer } from '../../setup/outside-documents.ts';

import { verdict } from '../../setup/verdicts.ts';

const famous = 'did:web:famous.example';
const v2 = 'https://www.w3.org/ns/credentials/v2';
const learner = 'https://people.elsewhere.example/1';
const achievement = 'https://badges.elsewhere.example/achievements/1';
const verify = verifierOf();
let stranger: ForeignIssuer;
let other: ForeignIssuer;
let jwt: JwtIssuer;

beforeAll(async () => {
  stranger = await foreignIssuer('stranger');
  other = await foreignIssuer('another college');
  jwt = await jwtIssuer();
});

/** Vouches for the famous one, for nobody else. */
const trust: JudgeTrust = async (_document, issuer) =>
  issuer === famous ? passed('issuer_trust') : checkResult('issuer_trust', 'unknown', 'not_listed');

const resultOf = ({ checks }: VerificationReport, name: CheckName): string =>
  checks
    .filter(({ check }) => check === name)
    .map(({ outcome, code }) => `${outcome}:${code}`)
    .join(' ');

describe('a document that is credential and presentation at once', () => {
  const both = ['VerifiableCredential', 'VerifiablePresentation'];
  const alsoBadge = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential';
  it.each([
    ['without a holder', both, {}, 'schema=fail:value'],
    ['with the stranger as holder', both, { holder: true }, 'schema=fail:value'],
    ['with the kind written as an address', [...both, alsoBadge], {}, 'structure=fail:alias_key'],
  ])(
    '%s is refused, and its issuer vouched for by nobody',
    async (_what, type, { holder }: { holder?: boolean }, expected) => {
      const badge = unsignedForeignBadge(famous);
      const shown = await signShown({ ...badge, type, ...(holder === true && { holder: stranger.did }) }, stranger);
      const report = await verifierOf({}, { trust })(JSON.stringify(shown), {
        requireTrustedIssuer: true,
        recipient: { id: learner },
      });
      expect(verdict(report)).toMatch(new RegExp(`^invalid ${expected}`));
      expect(resultOf(report, 'issuer_trust')).not.toContain('pass');
      expect(resultOf(report, 'recipient')).not.toContain('pass');
    },
  );

  it('is refused as a JWT too, and where only an issuer is claimed', async () => {
    const badge = unsignedForeignBadge(famous);
    const whole = await jwt.sign({ ...badge, type: both, holder: jwt.did, iss: jwt.did });
    const claimed = { id: famous, name: 'Famous University' };
    const empty = { '@context': [v2], type: 'VerifiablePresentation', issuer: claimed, holder: jwt.did, iss: jwt.did };
    for (const text of [whole, await jwt.sign(empty)]) {
      const report = await verifierOf({}, { trust })(text, { requireTrustedIssuer: true });
      expect([report.outcome, resultOf(report, 'issuer_trust')]).toEqual([
        'invalid',
        expect.not.stringContaining('pass'),
      ]);
    }
  });
});

describe('endorsements', () => {
  const praise = (issuer: string, about: string): JsonObject => ({
    '@context': [v2, 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: 'https://accreditor.example/endorsements/1',
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: 'Accredited',
    issuer: { id: issuer, type: ['Profile'], name: 'Accreditor' },
    validFrom: '2026-11-01T09:00:00Z',
    credentialSubject: { id: about, type: ['EndorsementSubject'], endorsementComment: 'Meets the standard.' },
  });
  const withPraise = async (text: string) =>
    verify(JSON.stringify(await foreignBadge(stranger, { endorsementJwt: [text] })));

  it('hold when they are endorsements of what the badge names', async () => {
    const report = await withPraise(await jwt.sign(claimsOf(praise(jwt.did, achievement), jwt.did)));
    expect([report.outcome, resultOf(report, 'endorsement')]).toEqual(['valid', 'pass:ok']);
  });

  it('are not made by a badge of somebody else beside this one', async () => {
    const badge = unsignedForeignBadge(jwt.did, { id: 'https://uni.example/credentials/1' });
    const report = await withPraise(await jwt.sign(claimsOf(badge, jwt.did)));
    expect([report.outcome, resultOf(report, 'endorsement')]).toEqual(['invalid', 'fail:wrong_kind']);
  });

  it('are not made by a presentation that claims an issuer', async () => {
    const { credentialSubject = null } = praise(famous, achievement);
    const text = await jwt.sign({
      '@context': [v2],
      type: ['VerifiablePresentation'],
      holder: jwt.did,
      issuer: { id: famous, name: 'National Accreditor' },
      credentialSubject,
    });
    const report = await withPraise(text);
    expect([report.outcome, resultOf(report, 'endorsement')]).toEqual(['invalid', 'fail:wrong_kind']);
  });

  it('of an achievement elsewhere do not make it the issuer’s own', async () => {
    const theirs = 'https://uni.example/achievements/msc';
    const host = 'did:web:stranger.example';
    const method = `${host}#1`;
    const { publicKeyMultibase = '' } = stranger.key as { publicKeyMultibase?: string };
    const document = {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
      id: host,
      verificationMethod: [{ id: method, type: 'Multikey', controller: host, publicKeyMultibase }],
      assertionMethod: [method],
    };
    const badge = unsignedForeignBadge(host);
    const subject = badge.credentialSubject as JsonObject;
    const endorsement = await signForeign(praise(other.did, theirs), other);
    const cloned = { ...(subject.achievement as JsonObject), id: theirs, endorsement: [endorsement] };
    const signed = await signForeign({ ...badge, credentialSubject: { ...subject, achievement: cloned } }, stranger, {
      methodId: method,
    });
    const report = await verifierOf({ 'https://stranger.example/.well-known/did.json': document })(
      JSON.stringify(signed),
    );
    expect([report.outcome, report.warnings]).toEqual(['valid', ['achievement_issuer:foreign_id']]);
  });
});

describe('whoever shows credentials', () => {
  const folder = async (holder: ForeignIssuer, badges: readonly JsonObject[], more: JsonObject = {}) => {
    const types = { '@context': [v2], type: ['VerifiablePresentation'], holder: holder.did };
    const held = badges.length === 0 ? {} : { verifiableCredential: [...badges] };
    return JSON.stringify(await signShown({ ...types, ...held, ...more }, holder));
  };

  it('is not the person whom a badge is about because a folder says so', async () => {
    const badge = await foreignBadge(other);
    const asked = { recipient: { id: stranger.did } };
    const report = await verify(await folder(stranger, [badge]), asked);
    expect([report.outcome, resultOf(report, 'recipient')]).toEqual(['invalid', 'fail:no_match']);
    expect(report.warnings).toContain('holder:other_subject');
    const own = await verify(await folder(stranger, [badge]), { recipient: { id: learner } });
    expect([own.outcome, resultOf(own, 'recipient')]).toEqual(['valid', 'pass:ok']);
  });

  it('is not because a record of its own says so either', async () => {
    const record: JsonObject = {
      '@context': [
        v2,
        'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      id: 'urn:uuid:11111111-1111-4111-8111-111111111111',
      type: ['VerifiableCredential', 'ClrCredential'],
      name: 'Everything I can do',
      issuer: { id: stranger.did, type: ['Profile'], name: 'Stranger' },
      validFrom: '2026-11-01T09:00:00Z',
      credentialSubject: {
        id: stranger.did,
        type: ['ClrSubject'],
        verifiableCredential: [await foreignBadge(other)],
      },
    };
    const text = JSON.stringify(await signForeign(record, stranger));
    const report = await verify(text, { recipient: { id: stranger.did } });
    expect([report.outcome, resultOf(report, 'recipient')]).toEqual(['invalid', 'fail:no_match']);
    const unasked = await verify(text);
    expect([unasked.outcome, unasked.warnings]).toEqual(['valid', ['holder:other_subject']]);
  });

  it('answers a challenge by signing, not by handing in a bare badge', async () => {
    const badge = JSON.stringify(await foreignBadge(other));
    for (const asked of [{ challenge: 'c-1' }, { domain: 'jobs.example' }]) {
      const report = await verify(badge, asked);
      expect([report.outcome, resultOf(report, 'holder')]).toEqual(['invalid', 'fail:not_signed']);
    }
    const shown = await verify(await folder(stranger, [await foreignBadge(other)]), {
      challenge: 'c-1',
      domain: 'jobs.example',
    });
    expect([shown.outcome, resultOf(shown, 'holder')]).toEqual(['valid', 'pass:ok']);
    const replayed = await verify(await folder(stranger, [await foreignBadge(other)]), { challenge: 'c-2' });
    expect([replayed.outcome, resultOf(replayed, 'proof')]).toEqual(['invalid', 'fail:challenge_mismatch']);
  });
});
