// A badge with everything in it and a fixed key, for the tests of the standards floor. The text is ours and means nothing.
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { sha256 } from '../../../src/kernel/digest.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { issuerKeyFor } from '../../../src/standards/checks/issuer-key.ts';
import type { IssuerDocument } from '../../../src/standards/checks/issuer-key.ts';
import { contextsFor, prepareSigning } from '../../../src/standards/data-integrity.ts';
import type { ProofSuite } from '../../../src/standards/data-integrity.ts';
import { didDocument } from '../../../src/standards/did-document.ts';
import { identityObject } from '../../../src/standards/identity-hash.ts';
import { openBadgeCredential } from '../../../src/standards/open-badge-credential.ts';
import type { OpenBadgeInput } from '../../../src/standards/open-badge-credential.ts';
import { verifyProofs } from '../../../src/standards/verify-proofs.ts';
import type { ProofResult } from '../../../src/standards/verify-proofs.ts';

export const now = new Date('2026-11-02T09:30:00Z');
export const created = '2026-11-02T09:30:00Z';
export const issuerDid = 'did:web:badges.prairie.example:issuers:iss_1';
export const methodId = `${issuerDid}#key-1`;

/** Key pairs grow from a word, so that every run has the same ones. */
export async function keyOf(word: string, id = methodId, controller = issuerDid) {
  const key = await Ed25519Multikey.generate({ id, controller, seed: sha256(word) });
  return { key, publicKeyMultibase: key.publicKeyMultibase };
}

export async function issuerDocument(changes: object = {}): Promise<IssuerDocument & { ok: true }> {
  const { publicKeyMultibase } = await keyOf('issuer');
  const document = didDocument({ did: issuerDid, methods: [{ id: methodId, publicKeyMultibase, ...changes }] });
  return { ok: true, document, source: 'own' };
}

const site = 'https://badges.prairie.example';
const achievementId = `${site}/achievements/ach_1/versions/2`;

export const input: Omit<OpenBadgeInput, 'contexts'> = {
  id: `${site}/credentials/cred_1`,
  name: 'Teaching a mixed-age class',
  description: 'Plans and teaches one lesson for a class of several ages.',
  issuer: {
    id: issuerDid,
    name: 'Prairie Teaching Institute',
    url: 'https://prairie.example',
    email: 'badges@prairie.example',
    image: { id: `${site}/blobs/logo.png`, caption: 'A wheat ear' },
    address: { addressCountry: 'Exampleland', addressCountryCode: 'US', addressLocality: 'Plains' },
    otherIdentifier: [{ identifier: 'PTI', identifierType: 'identifier' }],
  },
  validFrom: created,
  validUntil: '2029-11-02T09:30:00Z',
  awardedDate: '2026-11-01T00:00:00Z',
  recipient: {
    identifier: [
      identityObject({
        identityType: 'emailAddress',
        identifier: 'Learner@Example.org',
        salt: '8f14e45fceea167a5a36dedd4bea2543',
      }),
    ],
  },
  achievement: {
    id: achievementId,
    name: 'Teaching a mixed-age class',
    description: 'Plans and teaches one lesson for a class of several ages.',
    criteria: { id: `${achievementId}/criteria`, narrative: 'Hand in a plan and a recording of the lesson.' },
    achievementType: 'MicroCredential',
    image: { id: `${site}/blobs/badge.png` },
    creator: { id: issuerDid, name: 'Prairie Teaching Institute' },
    fieldOfStudy: 'Education',
    specialization: 'Rural schools',
    humanCode: 'PTI-101',
    creditsAvailable: 0.5,
    inLanguage: 'en-US',
    version: '2',
    tag: ['rural', 'teaching'],
    alignment: [{ targetName: 'Plans lessons', targetUrl: 'https://frameworks.example/items/1', targetType: 'CFItem' }],
    otherIdentifier: [{ identifier: '101', identifierType: 'identifier' }],
    related: [{ id: `${site}/achievements/ach_1/versions/1`, version: '1' }],
    rubric: {
      criteria: [
        {
          id: 'crit_1',
          name: 'Plan',
          requiredLevelId: 'lvl_2',
          levels: [
            { id: 'lvl_3', name: 'Adapts', points: 3, description: 'Adapts tasks to each age.' },
            { id: 'lvl_1', name: 'Begins', points: 1, description: 'One task for all.' },
            { id: 'lvl_2', name: 'Plans', points: 2, description: 'Tasks for two groups.' },
          ],
          alignments: [
            { targetName: 'Plan', targetUrl: 'https://frameworks.example/items/2', targetType: 'CFRubricCriterion' },
          ],
        },
        {
          id: 'crit_2',
          name: 'Teach',
          requiredLevelId: 'lvl_1',
          levels: [
            { id: 'lvl_0', name: 'Reads aloud', points: 0 },
            { id: 'lvl_1', name: 'Leads', points: 1.5 },
          ],
        },
      ],
    },
  },
  marks: [
    { criterionId: 'crit_2', levelId: 'lvl_1' },
    { criterionId: 'crit_1', levelId: 'lvl_3' },
  ],
  assessedBy: { id: `${site}/institutions/inst_2`, name: 'Prairie Assessors', url: 'https://assess.example' },
  subject: { creditsEarned: 0.5, activityStartDate: '2026-09-01T00:00:00Z' },
  evidence: [
    {
      id: `${site}/evidence/ev_1`,
      name: 'Lesson plan',
      genre: 'Plan',
      mediaType: 'application/pdf',
      sha256Hex: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    },
    { name: 'What I would change', narrative: 'I would begin **outdoors**.' },
  ],
  status: [{ listUrl: `${site}/status-lists/list_1`, index: 94567, statusPurpose: 'revocation' }],
};

export function unsignedBadge(
  suite: ProofSuite = 'eddsa-rdfc-2022',
  changes: Partial<OpenBadgeInput> = {},
): JsonObject {
  return openBadgeCredential({ contexts: contextsFor(suite), ...input, ...changes });
}

/** Signs a document with the key of a word, under whatever method id it should claim. */
export async function sign(
  unsigned: JsonObject,
  suite: ProofSuite = 'eddsa-rdfc-2022',
  options: { word?: string; verificationMethod?: string; created?: string } = {},
): Promise<JsonObject> {
  const verificationMethod = options.verificationMethod ?? methodId;
  const prepared = await prepareSigning({ unsigned, suite, verificationMethod, created: options.created ?? created });
  const { key } = await keyOf(options.word ?? 'issuer');
  return prepared.withSignature(await key.signer().sign({ data: prepared.bytesToSign }));
}

export async function signedBadge(
  suite: ProofSuite = 'eddsa-rdfc-2022',
  changes: Partial<OpenBadgeInput> = {},
): Promise<JsonObject> {
  return sign(unsignedBadge(suite, changes), suite);
}

/** Verifies the proofs of a document with the sample issuer's published key. */
export async function proofResults(document: JsonObject, at: Date = now): Promise<readonly ProofResult[]> {
  const issuer = await issuerDocument();
  return verifyProofs({ document, now: at, resolveMethod: (id) => issuerKeyFor(id, issuerDid, issuer, at) });
}
