// Issuers elsewhere whose key lies on a host of their own (did:web), for verifications that must ask it.
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { sha256 } from '../../src/kernel/digest.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import { didDocument } from '../../src/standards/did-document.ts';
import type { ForeignIssuer } from './foreign-badges.ts';

export interface DidWebIssuer extends ForeignIssuer {
  /** What its host must serve at `/.well-known/did.json`. */
  readonly document: JsonObject;
}

export async function didWebIssuer(host: string): Promise<DidWebIssuer> {
  const did = `did:web:${host}`;
  const methodId = `${did}#key-1`;
  const key = await Ed25519Multikey.generate({ id: methodId, controller: did, seed: sha256(host) });
  const { publicKeyMultibase } = key;
  return { did, methodId, key, document: didDocument({ did, methods: [{ id: methodId, publicKeyMultibase }] }) };
}
