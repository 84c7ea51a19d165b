// An older badge judged by its own rules (Open Badges 2.0 §"Verification"; 1.1 §"Badge Verification"). Pure: what must be
// read elsewhere is asked for by address, and the judgement is made anew once it is there. It never becomes a valid Open
// Badge 3.0: its strength is that of the issuer's web site.
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { CheckCode } from '../checks/check-codes.ts';
import { checkResult } from '../checks/check-result.ts';
import type { CheckResult } from '../checks/check-result.ts';
import { limits } from '../checks/limits.ts';
import { isWebAddress, readAssertion, textOf } from './assertion.ts';
import type { AssertionFacts, LegacyRecipient } from './assertion.ts';
import { Stop, hostedObject, hostedText } from './hosted-documents.ts';
import type { HostedDocuments } from './hosted-documents.ts';
import { readLegacyAssertion } from './recognise.ts';
import type { LegacyAssertion } from './recognise.ts';
import { judgeRevocation } from './revocation.ts';
import { isInScope } from './scope.ts';
import { verifySignature } from './signature.ts';

export interface OpenBadge2Facts {
  readonly version: 1 | 2;
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  /** The address the profile was read at, and the name it states. */
  readonly issuer?: { readonly url: string; readonly name?: string };
  /** ISO 8601. */
  readonly issuedOn: string;
  readonly expires?: string;
  readonly recipient: LegacyRecipient;
}

export type OpenBadge2Judgement =
  /** These addresses must be read, and the judgement asked for again. */
  | { readonly state: 'needs'; readonly urls: readonly string[] }
  | {
      readonly state: 'verified' | 'refuted' | 'unverified';
      readonly code: CheckCode<'legacy'>;
      /** What was at fault, where it was a document elsewhere. */
      readonly url?: string;
      /** As far as they could be read; believe them only when verified. */
      readonly facts?: OpenBadge2Facts;
      /** The assertion that counts: of a hosted badge the published one. */
      readonly document?: JsonObject;
    };

/**
 * `text`: the assertion as JSON or compact JWS, or the address of a hosted one. `documents` grows with every round; a
 * badge asks for one address a round, six at most.
 */
export async function judgeOpenBadge2(
  text: string,
  documents: HostedDocuments,
  now: Date,
): Promise<OpenBadge2Judgement> {
  const reached: Reached = {};
  try {
    const code = await judge(text.trim(), documents, now, reached);
    return { state: 'verified', code, ...reached };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const { state, code, url } = error;
    if (state === 'needs' || code === 'needs') return { state: 'needs', urls: url === undefined ? [] : [url] };
    return { state, code, ...(url !== undefined && { url }), ...reached };
  }
}

/** The judgement as a check of the report. */
export function legacyCheck(judgement: Exclude<OpenBadge2Judgement, { state: 'needs' }>): CheckResult {
  const { state, code, url } = judgement;
  const outcome = state === 'verified' ? 'pass' : state === 'refuted' ? 'fail' : 'unknown';
  return checkResult('legacy', outcome, code, url === undefined ? {} : { detail: { url } });
}

interface Reached {
  facts?: OpenBadge2Facts;
  document?: JsonObject;
}

/** @throws Stop for everything but a badge that holds */
async function judge(
  text: string,
  documents: HostedDocuments,
  now: Date,
  reached: Reached,
): Promise<'hosted' | 'signed'> {
  const given = readLegacyAssertion(isWebAddress(text) ? hostedText(text, documents) : text);
  if (given === undefined) {
    throw isWebAddress(text) ? new Stop('unverified', 'bad_document', text) : new Stop('refuted', 'incomplete');
  }
  const stated = factsOf(given);
  reached.facts = reportable(given, stated);
  // Of a hosted badge only what was published counts from here on, not what was handed in.
  const { kind } = stated.verification;
  const published = kind === 'hosted' ? judgeHosted(stated, stated.verification.url, documents, now) : undefined;
  const facts = published?.facts ?? stated;
  reached.document = published?.document ?? given.document;
  const badge = typeof facts.badge === 'string' ? hostedObject(facts.badge, documents) : facts.badge;
  const issuerUrl = textOf(isJsonObject(badge.issuer) ? badge.issuer.id : badge.issuer);
  if (issuerUrl === undefined) throw new Stop('refuted', 'incomplete');
  const issuer = hostedObject(issuerUrl, documents);
  reached.facts = reportable(given, facts, badge, { url: issuerUrl, document: issuer });
  if (facts.verification.kind === 'hosted') {
    const { url } = facts.verification;
    if (!isInScope(url, issuerUrl, issuer)) throw new Stop('refuted', 'hosted_elsewhere', url);
    return 'hosted';
  }
  await verifySignature(given, { issuerUrl, issuer, keyUrl: facts.verification.keyUrl }, documents);
  judgeRevocation(given.document, issuer, documents);
  judgeDates(facts, now);
  return 'signed';
}

function factsOf(assertion: LegacyAssertion): AssertionFacts {
  const read = readAssertion(assertion);
  if (!read.ok) throw new Stop(read.code === 'unsupported_verification' ? 'unverified' : 'refuted', read.code);
  return read.facts;
}

function judgeDates({ issuedOn, expires }: AssertionFacts, now: Date): void {
  if (issuedOn.getTime() > now.getTime() + limits.clockSkewMs) throw new Stop('refuted', 'not_yet_valid');
  if (expires === undefined) return;
  const isOver = expires.getTime() < now.getTime() - limits.clockSkewMs || expires < issuedOn;
  if (isOver) throw new Stop('refuted', 'expired');
}

/** What lies at the address counts; what was handed in must say the same about whom, what and when. */
function judgeHosted(given: AssertionFacts, url: string, documents: HostedDocuments, now: Date): Published {
  const object = hostedObject(url, documents);
  if (object.revoked === true) throw new Stop('refuted', 'revoked', url);
  const hosted = readLegacyAssertion(hostedText(url, documents));
  if (hosted === undefined) throw new Stop('refuted', 'differs', url);
  const read = readAssertion(hosted);
  if (!read.ok || identityOf(read.facts) !== identityOf(given)) throw new Stop('refuted', 'differs', url);
  judgeDates(read.facts, now);
  return { facts: read.facts, document: hosted.document };
}

interface Published {
  readonly facts: AssertionFacts;
  readonly document: JsonObject;
}

function identityOf({ id, recipient, badge, issuedOn, expires }: AssertionFacts): string {
  const badgeId = typeof badge === 'string' ? badge : (textOf(badge.id) ?? textOf(badge.name));
  const { type, hashed, identity, salt } = recipient;
  return JSON.stringify([id, type, hashed, identity, salt, badgeId, issuedOn, expires]);
}

function reportable(
  { version }: LegacyAssertion,
  { id, recipient, issuedOn, expires }: AssertionFacts,
  badge?: JsonObject,
  issuer?: { readonly url: string; readonly document: JsonObject },
): OpenBadge2Facts {
  const [name, description] = [textOf(badge?.name), textOf(badge?.description)];
  const issuerName = textOf(issuer?.document.name);
  return {
    version,
    id,
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(issuer !== undefined && {
      issuer: { url: issuer.url, ...(issuerName !== undefined && { name: issuerName }) },
    }),
    issuedOn: issuedOn.toISOString(),
    ...(expires !== undefined && { expires: expires.toISOString() }),
    recipient,
  };
}
