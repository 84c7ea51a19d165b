// What a verification is asked about, whatever form the request has: one thing or several, each with where it stands in the
// request, and what the caller wants to know besides.
import type { FastifyRequest } from 'fastify';
import type { Call } from '../../kernel/call.ts';
import { sha256Hex } from '../../kernel/digest.ts';
import type { JsonError } from '../../kernel/json.ts';
import { Problem, invalid } from '../../kernel/problem.ts';
import { networkOf } from '../../platform/outgoing/network-of.ts';
import { pictureMediaOf } from '../../standards/bake/extract.ts';
import type { KnownRecipient } from '../../standards/checks/recipient.ts';
import type { IdentityType } from '../../standards/identity-hash.ts';
import { looksLikeCompactJws } from '../../standards/vc-jwt.ts';
import type { Asked } from '../../verification/verify-credential.ts';
import { anyCall } from '../principal.ts';
import { UnboundValue } from '../server.ts';

/** Most things that one request may ask about. */
export const MOST_SUBJECTS = 100;

export type Subject =
  | { readonly input: Uint8Array | string; readonly recipient?: KnownRecipient }
  | { readonly url: string; readonly pointer: string; readonly recipient?: KnownRecipient }
  /** JSON that could be read but holds a value that no signature binds. */
  | { readonly unbound: JsonError };

export interface Asking {
  readonly subjects: readonly Subject[];
  /** Whether it was asked in the form for several, and is answered in that form. */
  readonly several: boolean;
  /** For every subject that does not say otherwise. */
  readonly asked: Asked;
  readonly share: boolean;
}

interface GivenRecipient {
  readonly id?: string;
  readonly identifier?: string;
  readonly identityType?: string;
}
interface GivenSubject {
  readonly credential?: object | string;
  readonly url?: string;
  readonly recipient?: GivenRecipient;
}
/** The JSON body, held against its schema. */
interface GivenBody extends GivenSubject {
  readonly credentials?: readonly GivenSubject[];
  readonly evidence?: boolean;
  readonly requireTrustedIssuer?: boolean;
  readonly challenge?: string;
  readonly domain?: string;
  readonly share?: boolean;
}

/** @throws Problem validation-failed when it does not say what is to be verified, or says it twice */
export function askingOfJson(body: unknown): Asking {
  if (body instanceof UnboundValue) return askingOfUnbound(body.error);
  const given = body as GivenBody;
  const { credential, url, credentials, recipient, share = false, ...options } = given;
  if ([credential, url, credentials].filter((way) => way !== undefined).length !== 1) {
    throw invalid('', 'one_of', 'Give exactly one of credential, url and credentials.');
  }
  const asked: Asked = {
    ...options,
    ...(recipient !== undefined && { recipient: recipientOf(recipient) }),
  };
  const subjects = credentials?.map((each, at) => subjectOf(each, `/credentials/${at}`)) ?? [
    subjectOf({ ...given }, ''),
  ];
  return { subjects, several: credentials !== undefined, asked, share };
}

function subjectOf({ credential, url, recipient }: GivenSubject, pointer: string): Subject {
  if ((credential === undefined) === (url === undefined)) {
    throw invalid(pointer, 'one_of', 'Give exactly one of credential and url.');
  }
  const about = recipient === undefined ? {} : { recipient: recipientOf(recipient) };
  if (url !== undefined) return { url, pointer: `${pointer}/url`, ...about };
  return { input: typeof credential === 'string' ? credential.trim() : JSON.stringify(credential), ...about };
}

function recipientOf({ id, identifier = '', identityType = 'emailAddress' }: GivenRecipient): KnownRecipient {
  // The schema lets through no other types than these.
  return id === undefined ? { identifier, identityType: identityType as IdentityType } : { id };
}

/** A value inside the credential is judged like the rest of it; anywhere else it is a mistake in the request. */
function askingOfUnbound(error: JsonError): Asking {
  const [, pointer] = /^\/credential((?:\/.*)?)$/s.exec(error.pointer) ?? [];
  if (pointer === undefined) throw unbindable(error);
  return { subjects: [{ unbound: { ...error, pointer } }], several: false, asked: {}, share: false };
}

function unbindable({ slug, code, pointer, detail }: JsonError): Problem {
  return new Problem(slug, { code, detail, errors: [{ pointer, code, detail }] });
}

/** How a credential can be the whole body, by media type. */
export const bodyForms = {
  'application/vc': 'json',
  'application/ld+json': 'json',
  'application/vc+ld+json': 'json',
  'application/vc+jwt': 'jwt',
  'application/jwt': 'jwt',
  'text/plain': 'text',
  'image/png': 'picture',
  'image/svg+xml': 'picture',
} as const;
export type BodyForm = (typeof bodyForms)[keyof typeof bodyForms];

/**
 * A body that is the credential itself: the object or the value that is wrong in it, the text of a JWT, or the bytes of a
 * picture.
 * @throws Problem validation-failed for JSON that is no object, unsupported-media-type for text that is no JWT and for bytes
 * that are no picture
 */
export function askingOfCredential(body: unknown, form: BodyForm): Asking {
  const subject = body instanceof UnboundValue ? { unbound: body.error } : { input: inputOf(body, form) };
  return { subjects: [subject], several: false, asked: {}, share: false };
}

function inputOf(body: unknown, form: BodyForm): Uint8Array | string {
  if (form === 'json') {
    // Much to read: the judge does it in a thread of its own.
    if (Buffer.isBuffer(body) && /^\s*\{/.test(body.toString('latin1', 0, 100))) return body;
    if (typeof body === 'object' && body !== null && !Array.isArray(body) && !Buffer.isBuffer(body))
      return JSON.stringify(body);
    throw invalid('', 'wrong_type', 'Must be object.');
  }
  const input = typeof body === 'string' ? body.trim() : Buffer.isBuffer(body) ? body : '';
  if (input.length === 0) throw invalid('', 'missing', 'The body is empty.');
  if (form === 'text' && !looksLikeCompactJws(input.toString())) {
    throw new Problem('unsupported-media-type', { detail: 'As text/plain only a compact JWT is read.' });
  }
  if (form === 'picture' && pictureMediaOf(Buffer.from(input)) === undefined) {
    const detail = 'The body is neither a PNG nor an SVG.';
    throw new Problem('unsupported-media-type', { code: 'content_mismatch', detail });
  }
  return input;
}

/** The call, recognised again by everything that was asked, however the request was written. */
export function callOf(request: FastifyRequest, { subjects, ...rest }: Asking): Call {
  const call = anyCall(request);
  if (call.idempotency === undefined) return call;
  const things = subjects.map((subject) =>
    'input' in subject ? { ...subject, input: sha256Hex(subject.input) } : subject,
  );
  // Callers without a key are told apart by their address, so that none takes the keys of another.
  const caller = call.principal.kind === 'anonymous' ? `${networkOf(request.ip)} ` : '';
  return {
    ...call,
    idempotency: {
      key: caller === '' ? call.idempotency.key : sha256Hex(`${caller}${call.idempotency.key}`),
      bodyDigest: sha256Hex(JSON.stringify([things, rest])),
    },
  };
}
