// Verifying the JWS around a credential or presentation (Open Badges 3.0 §8.2.3, VC-JOSE-COSE §3, RFC 8725 §3): the algorithm is
// that of the issuer's key, never only what the token says, and what was signed must agree with what is read.
import { compactVerify, importJWK } from 'jose';
import { isSecp256k1Signature } from '../kernel/ecdsa.ts';
import { canonicalJson, parseJson } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { CheckCode } from './checks/check-codes.ts';
import type { VerificationKey } from './checks/issuer-key.ts';
import { limits } from './checks/limits.ts';
import type { DataModel } from './document-kind.ts';
import { claimProblem } from './jwt-claims.ts';
import { isJust } from './proof-options.ts';
import { jwtAlgorithms, parseCompactJws, readJwtProof } from './vc-jwt.ts';
import type { CompactJws } from './vc-jwt.ts';
import type { ProofResult } from './verify-proofs.ts';

type ReadableJws = Extract<CompactJws, { readonly ok: true }>;

export interface VerifyJwtRequest {
  /** The compact text. */
  readonly jws: string;
  /** All claims, as they were read from it. */
  readonly payload: JsonObject;
  /** The credential or presentation it carries; see `credentialOfJwt`. */
  readonly credential: JsonObject;
  readonly dataModel: DataModel;
  /** Of the issuer or holder; see `jwtKeyFor`. */
  readonly key: VerificationKey;
  readonly now: Date;
  /** What a presentation had to answer (`nonce`) and for whom it is (`aud`); compared exactly when given. */
  readonly challenge?: string;
  readonly domain?: string;
}

/** Never throws for a bad token. When the JWT holds is for the check of validity to say; see `jwtTimes`. */
export async function verifyJwt(request: VerifyJwtRequest): Promise<ProofResult> {
  const { jws, payload, credential, dataModel, key, challenge, domain } = request;
  const parsed = parseCompactJws(jws);
  const suite = parsed.ok && typeof parsed.header.alg === 'string' ? parsed.header.alg : '';
  const answer = (outcome: ProofResult['outcome'], code: CheckCode<'proof'>, member?: string): ProofResult => ({
    outcome,
    code,
    suite,
    verificationMethod: key.id,
    ...(member === undefined ? {} : { member }),
  });

  if (!parsed.ok) return answer('fail', 'encoding');
  const reading = readJwtProof(parsed.header);
  if (reading.outcome !== 'pass') return answer(reading.outcome, reading.code, reading.header);
  if (jwtAlgorithms.get(suite) !== key.publicKey.algorithm) return answer('fail', 'key_suite_mismatch', 'alg');
  const signed = suite === 'ES256K' ? payloadUnderSecp256k1(parsed, key) : await signedPayload(parsed.text, suite, key);
  if (signed === undefined || !isText(signed, payload)) return answer('fail', 'signature');
  const claim = claimProblem(payload, credential, dataModel, key.controller);
  if (claim !== undefined) return answer('fail', 'claim_mismatch', claim);
  if (challenge !== undefined && payload.nonce !== challenge) return answer('fail', 'challenge_mismatch', 'nonce');
  if (domain !== undefined && !isJust(payload.aud, domain)) return answer('fail', 'domain_mismatch', 'aud');
  return answer('pass', 'ok');
}

/** The bytes that were signed, when the signature is that of the key. */
async function signedPayload(jws: string, alg: string, key: VerificationKey): Promise<Uint8Array | undefined> {
  try {
    const { payload } = await compactVerify(jws, await importJWK({ ...key.publicKey.jwk }, alg), { algorithms: [alg] });
    return payload;
  } catch {
    // Whatever the library has against the token or the key, nothing is known to have been signed.
    return undefined;
  }
}

/** The library for the other algorithms does not know the curve of this one (RFC 8812 §3.2). */
function payloadUnderSecp256k1(parsed: ReadableJws, { publicKey }: VerificationKey): Uint8Array | undefined {
  const { x, y } = publicKey.jwk;
  if (typeof x !== 'string' || typeof y !== 'string') return undefined;
  const isGood = isSecp256k1Signature({ x, y }, Buffer.from(parsed.signingInput), parsed.signature);
  return isGood ? parsed.payload : undefined;
}

/** Whether what was signed is what was read, so that no other payload is believed for this signature. */
function isText(signed: Uint8Array, payload: JsonObject): boolean {
  const read = parseJson(signed, { maxDepth: limits.parseDepth });
  return read.ok && canonicalJson(read.value) === canonicalJson(payload);
}
