// Ids and other random values. An id is a prefix that names the kind of thing and 22 random characters
// of the base62 alphabet (131 bits), so that ids can neither be guessed nor counted.
import { randomBytes, randomInt, randomUUID } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 22;

/** The kinds of things that carry an id; the value is the id's prefix. */
export const idPrefix = {
  institution: 'inst',
  apiKey: 'key',
  issuer: 'iss',
  signingKey: 'sgk',
  image: 'img',
  rubric: 'rub',
  criterion: 'crit',
  level: 'lvl',
  achievement: 'ach',
  requirement: 'req',
  person: 'per',
  member: 'mem',
  recipient: 'rcp',
  submission: 'sub',
  evidence: 'evi',
  assessment: 'asm',
  decision: 'dec',
  credential: 'cred',
  statusList: 'stl',
  audit: 'aud',
  task: 'tsk',
  request: 'rqs',
  verification: 'ver',
  blob: 'blob',
} as const;
export type IdKind = keyof typeof idPrefix;

/** Where random values come from. Production uses `randomIds`; golden tests plug in a fixed sequence. */
export interface Ids {
  /** A fresh id such as `ach_3fK…`, 131 random bits. */
  next(kind: IdKind): string;
  /** `length` random bytes from the operating system. */
  bytes(length: number): Buffer;
  /** An evenly distributed integer in [0, below). */
  below(below: number): number;
}

export const randomIds: Ids = {
  next: (kind) => `${idPrefix[kind]}_${randomText(ID_LENGTH)}`,
  bytes: (length) => randomBytes(length),
  below: (below) => randomInt(below),
};

/** A version-4 UUID (RFC 9562), for places that want one, such as request ids. */
export function uuid(): string {
  return randomUUID();
}

/** `length` random base62 characters, 5.95 bits each. */
export function randomText(length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += ALPHABET[randomInt(ALPHABET.length)];
  return text;
}

/** A JSON-Schema pattern that ids of one kind match. */
export function idPattern(kind: IdKind): string {
  return `^${idPrefix[kind]}_[0-9A-Za-z]{${ID_LENGTH}}$`;
}
