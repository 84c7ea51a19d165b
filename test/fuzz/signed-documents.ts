// Documents for the fuzz tests, signed in every way that is verified here, under names that are their own key, so that
// verifying them needs nothing from anywhere.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import { cryptosuite as ecdsaRdfc2019 } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import type { JsonObject } from '../../src/kernel/json.ts';
import { staticDocumentLoader } from '../../src/standards/contexts.ts';
import { foreignBadge, foreignIssuer, unsignedForeignBadge } from '../setup/foreign-badges.ts';
import { jcsProof } from '../setup/jcs-proof.ts';

const created = '2026-11-01T09:00:00Z';

/** Everything that a change could hide in: sets, numbers, dates, pictures, evidence, results, a recipient's hash. */
function richMembers(issuerId: string): JsonObject {
  const site = 'https://badges.elsewhere.example';
  return {
    issuer: {
      id: issuerId,
      type: ['Profile'],
      name: 'Elsewhere Institute',
      url: 'https://elsewhere.example',
      image: { id: `${site}/logo.png`, type: 'Image', caption: 'A heron' },
    },
    description: 'Has read the map of one valley.',
    awardedDate: '2026-10-30T00:00:00Z',
    validUntil: '2029-11-01T09:00:00Z',
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        {
          type: 'IdentityObject',
          identityHash: 'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399',
          identityType: 'emailAddress',
          hashed: true,
          salt: '8f14e45fceea167a5a36dedd4bea2543',
        },
      ],
      activityStartDate: '2026-09-01T00:00:00Z',
      creditsEarned: 0.5,
      achievement: {
        id: `${site}/achievements/1`,
        type: ['Achievement'],
        name: 'Reads a watershed map',
        description: 'Finds where the water of a valley goes.',
        achievementType: 'MicroCredential',
        criteria: { id: `${site}/achievements/1/criteria`, narrative: 'Follow three creeks on a map.' },
        creditsAvailable: 1.25,
        tag: ['maps', 'water'],
        creator: { id: issuerId, type: ['Profile'], name: 'Elsewhere Institute' },
        alignment: [
          { type: ['Alignment'], targetName: 'Contours', targetUrl: 'https://frames.example/1', targetType: 'CFItem' },
          { type: ['Alignment'], targetName: 'Scale', targetUrl: 'https://frames.example/2', targetType: 'CFItem' },
        ],
        resultDescription: [
          {
            id: `${site}/achievements/1#plan`,
            type: ['ResultDescription'],
            name: 'Reading',
            resultType: 'RubricCriterionLevel',
            requiredLevel: `${site}/achievements/1#good`,
            rubricCriterionLevel: [
              { id: `${site}/achievements/1#fair`, type: ['RubricCriterionLevel'], name: 'Fair', points: '1' },
              { id: `${site}/achievements/1#good`, type: ['RubricCriterionLevel'], name: 'Good', points: '2' },
            ],
          },
        ],
      },
      result: [
        {
          type: ['Result'],
          resultDescription: `${site}/achievements/1#plan`,
          achievedLevel: `${site}/achievements/1#good`,
        },
      ],
    },
    evidence: [
      { id: `${site}/evidence/1`, type: ['Evidence'], name: 'The map', genre: 'Map' },
      { type: ['Evidence'], name: 'What I saw', narrative: 'The creek turns **east** there.' },
    ],
  };
}

/** A badge under `eddsa-rdfc-2022` or `Ed25519Signature2020`, signed by the reference library. */
export async function edwardsBadge(suite: 'eddsa-rdfc-2022' | 'Ed25519Signature2020'): Promise<JsonObject> {
  const issuer = await foreignIssuer(`fuzz ${suite}`);
  return foreignBadge(issuer, richMembers(issuer.did), { suite });
}

/** Not a badge: only the data model of the W3C binds its form. */
export async function plainCredential(): Promise<JsonObject> {
  const issuer = await foreignIssuer('fuzz plain');
  const members = {
    type: ['VerifiableCredential'],
    issuer: { id: issuer.did, name: 'Elsewhere Institute' },
    credentialSubject: {
      id: 'https://people.elsewhere.example/1',
      name: 'Sal Reed',
      description: 'Guides on the river',
    },
    validUntil: '2029-11-01T09:00:00Z',
    relatedResource: [
      { id: 'https://elsewhere.example/terms', digestSRI: `sha384-${'A'.repeat(64)}`, mediaType: 'text/html' },
    ],
  };
  return foreignBadge(issuer, members);
}

export async function ecdsaBadge(): Promise<JsonObject> {
  const { publicKeyMultibase, signer } = await ecdsaKey();
  const did = `did:key:${publicKeyMultibase}`;
  return (await issue({
    credential: structuredClone(unsignedForeignBadge(did, richMembers(did))),
    suite: new DataIntegrityProof({ signer, date: created, cryptosuite: ecdsaRdfc2019 }),
    documentLoader: staticDocumentLoader,
    now: new Date(created),
  })) as JsonObject;
}

async function ecdsaKey() {
  const pair = await EcdsaMultikey.generate({ curve: 'P-256' });
  const { publicKeyMultibase } = pair;
  return {
    publicKeyMultibase,
    signer: { ...pair.signer(), id: `did:key:${publicKeyMultibase}#${publicKeyMultibase}` },
  };
}

/** Signed over its canonical JSON. */
export async function jcsBadge(): Promise<JsonObject> {
  const issuer = await foreignIssuer('fuzz jcs');
  const unsigned = unsignedForeignBadge(issuer.did, richMembers(issuer.did));
  return { ...unsigned, proof: [await jcsProof(unsigned, issuer)] };
}

/** A badge as Open Badges wants it in a JWT, under a did:jwk. */
export async function jwtBadge(alg: 'ES256' | 'ES384' | 'EdDSA' | 'RS256'): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(publicKey);
  const did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
  const badge = unsignedForeignBadge(did, richMembers(did));
  const seconds = (date: unknown): number => Date.parse(String(date)) / 1000;
  const claims = { iss: did, jti: badge.id, nbf: seconds(badge.validFrom), exp: seconds(badge.validUntil) };
  return new CompactSign(Buffer.from(JSON.stringify({ ...badge, ...claims })))
    .setProtectedHeader({ alg, kid: `${did}#0`, typ: 'JWT' })
    .sign(privateKey);
}
