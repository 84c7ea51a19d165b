// What an assertion of Open Badges 2.0 or 1.x must say to be judged (Open Badges 2.0 §"Assertion", §"VerificationObject";
// Open Badges 1.1 §"Assertion"), read into one form for both versions.
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { CheckCode } from '../checks/check-codes.ts';
import { listOf } from '../checks/walk.ts';
import { parseDateTimeStamp } from '../date-time.ts';
import { hasKnownContext } from './recognise.ts';
import type { LegacyAssertion } from './recognise.ts';

export interface LegacyRecipient {
  /** `email`, `id`, `url`, `telephone` or another name. */
  readonly type: string;
  readonly hashed: boolean;
  readonly identity: string;
  readonly salt?: string;
}

export interface AssertionFacts {
  /** `id` of version 2, `uid` of version 1. */
  readonly id: string;
  readonly recipient: LegacyRecipient;
  /** The address of the badge class, or the class itself where it is written inside. */
  readonly badge: string | JsonObject;
  readonly issuedOn: Date;
  readonly expires?: Date;
  readonly verification:
    | { readonly kind: 'hosted'; readonly url: string }
    /** `keyUrl` is absent where the issuer's only key is meant. */
    | { readonly kind: 'signed'; readonly keyUrl: string | undefined };
}

export type AssertionReading =
  | { readonly ok: true; readonly facts: AssertionFacts }
  | { readonly ok: false; readonly code: CheckCode<'legacy'> };

export function readAssertion({ document, version, jws }: LegacyAssertion): AssertionReading {
  const id = textOf(document.id) ?? textOf(document.uid);
  const recipient = recipientOf(document);
  const badge = isJsonObject(document.badge) ? document.badge : textOf(document.badge);
  if (id === undefined || recipient === undefined || badge === undefined || document.issuedOn === undefined) {
    return failed('incomplete');
  }
  const isAssertion = listOf(document.type).includes('Assertion') && hasKnownContext(document);
  if (version === 2 && !isAssertion) return failed('incomplete');
  const issuedOn = instantOf(document.issuedOn, version);
  const expires = document.expires === undefined ? undefined : instantOf(document.expires, version);
  if (issuedOn === undefined || (document.expires !== undefined && expires === undefined)) return failed('date_time');
  const verification = verificationOf(document, jws !== undefined);
  if (typeof verification === 'string') return failed(verification);
  const times = { issuedOn, ...(expires !== undefined && { expires }) };
  return { ok: true, facts: { id, recipient, badge, verification, ...times } };
}

/** Version 1.0 wrote `identity: {recipient, …}` in some of its own examples; the words are the same otherwise. */
function recipientOf({ recipient, identity }: JsonObject): LegacyRecipient | undefined {
  const object = isJsonObject(recipient) ? recipient : identity;
  if (!isJsonObject(object)) return undefined;
  const value = textOf(object.identity) ?? textOf(object.recipient);
  if (value === undefined) return undefined;
  const { salt, hashed } = object;
  const [type] = listOf(object.type);
  return {
    type: textOf(type) ?? 'email',
    hashed: hashed === true,
    identity: value,
    ...(typeof salt === 'string' && { salt }),
  };
}

function verificationOf(
  document: JsonObject,
  isSigned: boolean,
): AssertionFacts['verification'] | 'no_verification' | 'unsupported_verification' {
  const said = document.verification ?? document.verify;
  if (!isJsonObject(said)) return 'no_verification';
  const types = listOf(said.type);
  if (types.includes('signed') || types.includes('SignedBadge')) {
    // A document that calls itself signed and comes without a signature could have been written by anybody.
    return isSigned ? { kind: 'signed', keyUrl: textOf(said.creator) ?? textOf(said.url) } : 'no_verification';
  }
  if (!types.includes('hosted') && !types.includes('HostedBadge')) return 'unsupported_verification';
  const url = textOf(said.url) ?? textOf(document.id);
  return url !== undefined && isWebAddress(url) ? { kind: 'hosted', url } : 'no_verification';
}

/** Version 2 wants a date and time with zone; version 1 also wrote days and seconds since 1970. */
function instantOf(value: JsonValue, version: 1 | 2): Date | undefined {
  if (version === 1) {
    if (typeof value === 'number' && value >= 0 && value < 1e11) return new Date(value * 1000);
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return parseDateTimeStamp(`${value}T00:00:00Z`);
  }
  return parseDateTimeStamp(value);
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

export function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function failed(code: CheckCode<'legacy'>): AssertionReading {
  return { ok: false, code };
}
