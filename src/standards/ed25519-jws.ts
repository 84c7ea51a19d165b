// Compact JWS (RFC 7515) around documents of our own that are no credentials: trust registries and verification packs.
// One algorithm only, EdDSA with Ed25519 (RFC 8037); the header is exactly `alg`, `kid` and `typ`, `kid` being the key's
// did:key, so that the text names its key but never decides whether that key is to be believed.
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { parseDid } from './did.ts';
import { StandardsError } from './standards-error.ts';
import { parseCompactJws } from './vc-jwt.ts';

/** What signs: the bytes go to a key that is kept elsewhere. */
export interface Ed25519Signer {
  /** Multikey text of the public key, `z6Mk…`. */
  readonly publicKeyMultibase: string;
  /** 64 bytes, Ed25519 (RFC 8032) over `bytes`. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export type JwsReading =
  | {
      readonly ok: true;
      /** UTF-8 bytes of the payload, as signed. */
      readonly payload: Uint8Array;
      /** Multikey text of the key whose signature this is. */
      readonly publicKeyMultibase: string;
    }
  | { readonly ok: false; readonly code: 'malformed' | 'header' | 'other_key' | 'signature' };

/**
 * The compact JWS of a payload. The signature is checked before the text is handed out.
 * @throws StandardsError bad_key when the signer's signature is not its key's
 */
export async function signJws(typ: string, payload: string, signer: Ed25519Signer): Promise<string> {
  const header = { alg: 'EdDSA', kid: `did:key:${signer.publicKeyMultibase}`, typ };
  const signingInput = `${base64Url(JSON.stringify(header))}.${base64Url(payload)}`;
  const signature = await signer.sign(Buffer.from(signingInput));
  if (!(await isSignature(signingInput, signature, signer.publicKeyMultibase))) {
    throw new StandardsError('bad_key', 'The signature does not verify under the key of its signer.');
  }
  return `${signingInput}.${Buffer.from(signature).toString('base64url')}`;
}

/**
 * Reads a compact JWS of this form and checks its signature.
 * @param acceptedKeys multikey texts; without them any key is accepted and the caller decides about the one answered
 */
export async function readJws(text: string, typ: string, acceptedKeys?: readonly string[]): Promise<JwsReading> {
  const jws = parseCompactJws(text);
  if (!jws.ok) return { ok: false, code: 'malformed' };
  const { alg, kid, typ: declared } = jws.header;
  const hasExactly = Object.keys(jws.header).toSorted().join() === 'alg,kid,typ';
  if (!hasExactly || alg !== 'EdDSA' || declared !== typ || typeof kid !== 'string')
    return { ok: false, code: 'header' };
  const publicKeyMultibase = ed25519KeyOf(kid);
  if (publicKeyMultibase === undefined) return { ok: false, code: 'header' };
  if (acceptedKeys !== undefined && !acceptedKeys.includes(publicKeyMultibase)) return { ok: false, code: 'other_key' };
  const isGood = await isSignature(jws.signingInput, jws.signature, publicKeyMultibase);
  return isGood ? { ok: true, payload: jws.payload, publicKeyMultibase } : { ok: false, code: 'signature' };
}

/** The multikey text in `did:key:z6Mk…` or `z6Mk…`; undefined for any other key or a weak one. */
export function ed25519KeyOf(text: string): string | undefined {
  const parsed = parseDid(text.startsWith('did:') ? text : `did:key:${text}`);
  if (!parsed.ok || parsed.did.method !== 'key') return undefined;
  const { publicKeyMultibase } = parsed.did;
  return publicKeyMultibase.startsWith('z6Mk') ? publicKeyMultibase : undefined;
}

async function isSignature(signingInput: string, signature: Uint8Array, publicKeyMultibase: string): Promise<boolean> {
  if (signature.length !== 64) return false;
  const key = await Ed25519Multikey.from({ type: 'Multikey', publicKeyMultibase });
  return key.verifier().verify({ data: Buffer.from(signingInput), signature });
}

function base64Url(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
