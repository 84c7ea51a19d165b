// A verifier that is not ours: `@digitalbazaar/vc` called directly, with documents it loads itself. Of our code it uses
// the pinned contexts only, which stand in for what it would have on board.
import { gunzipSync } from 'node:zlib';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { verifyCredential } from '@digitalbazaar/vc';
import { staticDocumentLoader } from '../../src/standards/contexts.ts';

/** A credential as JSON, of which nothing is known but what is looked at here. */
export type Document = Readonly<Record<string, unknown>>;

interface DidDocument extends Document {
  readonly verificationMethod: readonly { readonly id: string }[];
}
interface StatusEntry {
  readonly statusListCredential: string;
  readonly statusListIndex: string;
}
interface StatusListCredential extends Document {
  readonly issuer: string | { readonly id: string };
  readonly credentialSubject: { readonly encodedList: string };
}

/** Answers the JSON at a URL. Without one the verifier has no way out. */
export type FetchJson = (url: string) => Promise<Document>;

/** Fetches from the server that a test runs, and from nowhere else. */
export function fetchFrom(origin: string): FetchJson {
  return async (url) => {
    if (!url.startsWith(`${origin}/`)) throw new Error(`The verifier asked for ${url}.`);
    const answer = await fetch(url, { headers: { accept: 'application/vc, application/json' } });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
    return (await answer.json()) as Document;
  };
}

/** The library's verdict on proof and status, after JSON-LD safe mode. `undefined`, or what is wrong. */
export async function outsideProblem(credential: Document, fetchJson?: FetchJson): Promise<string | undefined> {
  const documentLoader = async (url: string): Promise<{ documentUrl: string; document: Document }> => {
    if (!url.startsWith('did:')) return staticDocumentLoader(url);
    const [did = '', fragment] = url.split('#');
    const document = await didDocument(did, fetchJson);
    if (fragment === undefined) return { documentUrl: url, document };
    const method = document.verificationMethod.find(({ id }) => id === url);
    if (method === undefined) throw new Error(`${did} has no method ${fragment}.`);
    return { documentUrl: url, document: { '@context': 'https://w3id.org/security/multikey/v1', ...method } };
  };
  // A term that no context defines would be dropped in silence; safe mode makes it an error.
  const { proof: _proof, ...unsigned } = credential;
  await cryptosuite.canonize(unsigned, { safe: true, documentLoader: staticDocumentLoader });
  const { verified, error } = await verifyCredential({
    credential,
    suite: [new DataIntegrityProof({ cryptosuite }), new Ed25519Signature2020()],
    documentLoader,
    checkStatus: async () => ({ verified: fetchJson === undefined || !(await isRevoked(credential, fetchJson)) }),
  });
  return verified ? undefined : describe(error);
}

/** did:key is its own document; did:web is fetched (here without TLS, because the server is on this machine). */
async function didDocument(did: string, fetchJson?: FetchJson): Promise<DidDocument> {
  if (did.startsWith('did:key:')) {
    const publicKeyMultibase = did.slice('did:key:'.length);
    const id = `${did}#${publicKeyMultibase}`;
    const method = { id, type: 'Multikey', controller: did, publicKeyMultibase };
    return {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
      id: did,
      verificationMethod: [method],
      assertionMethod: [id],
    };
  }
  if (fetchJson === undefined) throw new Error(`The verifier has no way to ask for ${did}.`);
  const [host = '', ...path] = did.slice('did:web:'.length).split(':').map(decodeURIComponent);
  const folder = path.length === 0 ? '.well-known' : path.join('/');
  return (await fetchJson(`http://${host}/${folder}/did.json`)) as DidDocument;
}

/** Bitstring Status List 1.0 §3.2: the list is verified like any credential, then one bit is read, the first being the left-most. */
async function isRevoked(credential: Document, fetchJson: FetchJson): Promise<boolean> {
  const entries = [credential['credentialStatus']].flat() as readonly StatusEntry[];
  for (const { statusListCredential, statusListIndex } of entries) {
    const list = (await fetchJson(statusListCredential)) as StatusListCredential;
    const problem = await outsideProblem(list, fetchJson);
    if (problem !== undefined) throw new Error(`The status list does not verify: ${problem}`);
    const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'));
    const index = Number(statusListIndex);
    if (((bits[index >> 3] ?? 0xff) & (0x80 >> (index & 7))) !== 0) return true;
  }
  return false;
}

function describe(error: unknown): string {
  const { errors = [error] } = (error ?? {}) as { errors?: readonly unknown[] };
  return errors.map((one) => (one instanceof Error ? `${one.name}: ${one.message}` : String(one))).join('; ');
}
