// Issuing and verifying one full badge: our steps with all their checks, beside plain @digitalbazaar/vc on the same
// document with a key of the same kind.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue, verifyCredential as plainVerify } from '@digitalbazaar/vc';
import { lintForSigning } from '../../src/credentials/lint-credential.ts';
import { randomIds } from '../../src/kernel/id.ts';
import { masterKey } from '../../src/platform/keys/seal.ts';
import { sealedKeys } from '../../src/platform/keys/sealed-keys.ts';
import { bitstringWith } from '../../src/standards/bitstring.ts';
import { staticDocumentLoader } from '../../src/standards/contexts.ts';
import { contextsFor } from '../../src/standards/data-integrity.ts';
import { didDocument } from '../../src/standards/did-document.ts';
import { statusListCredential } from '../../src/standards/status-list.ts';
import type { DocumentSource } from '../../src/verification/document-source.ts';
import { verifyCredential } from '../../src/verification/verify-credential.ts';
import { created, input, issuerDid, keyOf, methodId, now, sign, unsignedBadge } from '../unit/standards/sample.ts';
import { oneByOne } from './measure.ts';
import type { Case } from './measure.ts';

const suite = 'eddsa-rdfc-2022';
const TIMES = 15;

/** What ours is measured against. */
export const plainIssue = 'issue, plain library';
export const plainVerification = 'verify, plain library (proof and dates)';

export async function badgeCases(): Promise<{ readonly cases: readonly Case[]; readonly sizeBytes: number }> {
  const clock = { now: () => now };
  const { key, publicKeyMultibase } = await keyOf('issuer');
  const sealed = sealedKeys(masterKey(randomIds.bytes(32)), clock, randomIds);
  const row = sealed.create({ institutionId: 'inst', issuerId: 'iss', purpose: 'assertion' });
  const sealedMethod = `${issuerDid}#${row.publicKeyMultibase}`;
  const methods = [
    { id: methodId, publicKeyMultibase },
    { id: sealedMethod, publicKeyMultibase: row.publicKeyMultibase },
  ];
  const listUrl = input.status?.[0]?.listUrl ?? '';
  const list = await sign(
    statusListCredential({
      id: listUrl,
      contexts: contextsFor(suite, 'status-list'),
      issuerId: issuerDid,
      statusPurpose: 'revocation',
      bits: bitstringWith([3, 70_000]),
      validFrom: created,
      ttlMs: 300_000,
    }),
  );
  const documents = new Map([
    [listUrl, JSON.stringify(list)],
    ['https://badges.prairie.example/issuers/iss_1/did.json', JSON.stringify(didDocument({ did: issuerDid, methods }))],
  ]);
  const source: DocumentSource = {
    isOwn: (url) => documents.has(url),
    read: (url) => {
      const bytes = documents.get(url);
      return Promise.resolve(
        bytes === undefined ? { state: 'absent' } : { state: 'found', bytes, ageSeconds: 0, source: 'own' },
      );
    },
  };
  const verify = verifyCredential({ source, clock });
  const unsigned = unsignedBadge();
  const signed = JSON.stringify(await sign(unsigned));
  const report = await verify(signed);
  if (report.outcome !== 'valid') throw new Error(`The badge of the bench is ${report.outcome}.`);

  const loader = async (url: string): Promise<object> => {
    if (!url.startsWith('did:')) return staticDocumentLoader(url);
    const context = { '@context': 'https://w3id.org/security/multikey/v1' };
    const published = { ...context, id: methodId, type: 'Multikey', controller: issuerDid, publicKeyMultibase };
    const controller = { '@context': 'https://www.w3.org/ns/did/v1', id: issuerDid, assertionMethod: [methodId] };
    return { documentUrl: url, document: url.includes('#') ? published : controller };
  };
  const plainSuite = () => new DataIntegrityProof({ signer: key.signer(), cryptosuite, date: created });
  const checkedSuite = () => new DataIntegrityProof({ cryptosuite });
  const parsed = JSON.parse(signed) as object;

  const plan = { suite, verificationMethod: sealedMethod, created } as const;
  const lintAndSign = async (): Promise<object> => {
    const linted = await lintForSigning(unsigned, plan, now);
    return linted.withSignature(await sealed.signer(row).sign(linted.token(row.id)));
  };
  const cases: Case[] = [
    {
      name: plainIssue,
      times: TIMES,
      round: oneByOne(() =>
        issue({ credential: structuredClone(unsigned), suite: plainSuite(), documentLoader: loader, now }),
      ),
    },
    { name: 'issue, Waymark (lint, sign)', times: TIMES, round: oneByOne(lintAndSign) },
    {
      name: 'issue, Waymark (lint, sign, verify with the published key and list)',
      times: TIMES,
      round: oneByOne(async () => {
        const { outcome } = await verify(JSON.stringify(await lintAndSign()));
        if (outcome !== 'valid') throw new Error(`What was just signed is ${outcome}.`);
      }),
    },
    {
      name: plainVerification,
      times: TIMES,
      round: oneByOne(async () => {
        const checkStatus = () => Promise.resolve({ verified: true });
        const { verified, error } = await plainVerify({
          credential: parsed,
          suite: checkedSuite(),
          documentLoader: loader,
          now,
          checkStatus,
        });
        if (!verified) throw error;
      }),
    },
    { name: 'verify, Waymark (every check, signed list read)', times: TIMES, round: oneByOne(() => verify(signed)) },
  ];
  return { cases, sizeBytes: Buffer.byteLength(signed) };
}
