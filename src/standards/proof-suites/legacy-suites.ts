// Suites that are no longer relied on: Ed25519Signature2018 and JsonWebSignature2020 (W3C CCG), whose signature is a detached
// JWS, and `eddsa-2022`, the name of eddsa-rdfc-2022 while it was a draft. All sign SHA-256 of the canonical RDF of the proof's
// options and of the document. They are checked to find out what is wrong; a signature that holds settles nothing.
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { sha256 } from '../../kernel/digest.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { CheckCode } from '../checks/check-codes.ts';
import { listOf } from '../checks/walk.ts';
import { fits, isDetachedJwsOf, readDetachedJws } from './detached-jws.ts';
import { failureOf } from './library-suite.ts';
import { isSignatureOf, readSignature } from './signature-text.ts';
import type { SuiteInput, VerifyingSuite } from './verifying-suite.ts';

type IsSigned = (payload: Uint8Array) => Promise<boolean>;

interface Legacy extends Pick<VerifyingSuite, 'name' | 'member' | 'algorithms'> {
  /** Contexts that a proof of this suite may bring. */
  readonly own: readonly string[];
  /** Under which contexts writers have read the words of a proof; they did not agree. */
  readonly words: (ofDocument: readonly JsonValue[], own: readonly string[]) => readonly (readonly JsonValue[])[];
  /** The check of the signature in this text; undefined when it is not written as the suite demands. */
  readonly read: (text: string, input?: SuiteInput) => IsSigned | CheckCode<'proof'> | undefined;
}

const detached: Pick<Legacy, 'member' | 'words' | 'read'> = {
  member: 'jws',
  words: (ofDocument, own) => [own, ofDocument, [...ofDocument, ...own]],
  read: (text, input) => {
    const jws = readDetachedJws(text);
    const key = input?.key.publicKey;
    if (jws === undefined) return undefined;
    if (key === undefined || !fits(jws, key)) return 'key_suite_mismatch';
    return (payload) => isDetachedJwsOf(key, payload, jws);
  },
};

const drafts: Legacy = {
  name: 'eddsa-2022',
  algorithms: ['Ed25519'],
  own: ['https://w3id.org/security/data-integrity/v1', 'https://w3id.org/security/data-integrity/v2'],
  words: (ofDocument, own) => [ofDocument, ...own.map((url) => [...ofDocument, url])],
  read: (text, input) => {
    const signature = readSignature(text, ['Ed25519']);
    if (signature === undefined) return undefined;
    const key = input?.key.publicKey;
    return key === undefined ? 'key_suite_mismatch' : (payload) => isSignatureOf(key, payload, signature);
  },
};

export const legacySuites: readonly VerifyingSuite[] = [
  drafts,
  {
    ...detached,
    name: 'Ed25519Signature2018',
    algorithms: ['Ed25519'] as const,
    own: ['https://w3id.org/security/v2'],
  },
  {
    ...detached,
    name: 'JsonWebSignature2020',
    algorithms: ['Ed25519', 'P-256', 'P-384', 'secp256k1', 'RSA'] as const,
    own: ['https://w3id.org/security/suites/jws-2020/v1'],
  },
].map((suite: Legacy) => ({
  name: suite.name,
  ...(suite.member === undefined ? {} : { member: suite.member }),
  isLegacy: true,
  algorithms: suite.algorithms,
  reads: (text) => (suite.read(text) === undefined ? undefined : 'signature'),
  failure: (input) => failure(input, suite),
}));

async function failure(input: SuiteInput, suite: Legacy): Promise<CheckCode<'proof'> | undefined> {
  const { document, proof } = input;
  const member = suite.member ?? 'proofValue';
  const { [member]: text, '@context': brought, ...options } = proof;
  const isSigned = (typeof text === 'string' ? suite.read(text, input) : undefined) ?? 'encoding';
  if (typeof isSigned === 'string') return isSigned;
  const ofDocument = listOf(document['@context']);
  const known = [...suite.own, ...ofDocument];
  if (!listOf(brought).every((entry) => typeof entry === 'string' && known.includes(entry))) return 'data_loss';

  const documentHash = await hashOf(document, input);
  if (typeof documentHash === 'string') return documentHash;
  const contexts = brought === undefined ? suite.words(ofDocument, suite.own) : [listOf(brought)];
  const found: CheckCode<'proof'>[] = [];
  for (const context of contexts) {
    const optionsHash = await hashOf({ '@context': context, ...options }, input);
    if (typeof optionsHash === 'string') found.push(optionsHash);
    else if (await isSigned(Buffer.concat([optionsHash, documentHash]))) return undefined;
    else found.push('signature');
  }
  return found.includes('signature') ? 'signature' : found[0];
}

/** SHA-256 of the canonical RDF, or why there is none. */
async function hashOf(value: JsonObject, { documentLoader }: SuiteInput): Promise<Buffer | CheckCode<'proof'>> {
  try {
    return sha256(await eddsaRdfc2022.canonize(value, { documentLoader }));
  } catch (error) {
    return failureOf(error, value);
  }
}
