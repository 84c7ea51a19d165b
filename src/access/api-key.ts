// The form of an API key: `wmk_` + key id + `_` + secret + `_` + checksum. Prefix and checksum let secret scanners and
// typing mistakes be told from real keys without a look into the database.
import { constantTimeEqual, hmacSha256, sha256Hex } from '../kernel/digest.ts';
import type { KeyScope } from '../kernel/principal.ts';
import type { apiKeys } from './api-key-table.ts';

export type ApiKeyRow = typeof apiKeys.$inferSelect;

export interface ApiKeyInput {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  /** Days until it expires; 1 to 730, 365 when left out. */
  readonly daysValid?: number;
}

export interface ApiKeyView {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt?: string;
  readonly lastUsedAt?: string;
  /** The whole key. Only in the answer that creates it; never stored, never shown again. */
  readonly secret?: string;
}

export interface KeyParts {
  readonly keyId: string;
  readonly secret: string;
}

const FORM = /^wmk_([0-9A-Za-z]{22})_([A-Za-z0-9_-]{43})_([0-9a-f]{6})$/;

/** The text that is handed out once. `secretBytes` are 32 random bytes. */
export function writeApiKey(keyId: string, secretBytes: Uint8Array): { text: string; secret: string } {
  const secret = Buffer.from(secretBytes).toString('base64url');
  const body = `wmk_${keyId.slice('key_'.length)}_${secret}`;
  return { text: `${body}_${checksum(body)}`, secret };
}

/** The parts of a key, or undefined when the text cannot be one of ours. */
export function readApiKey(text: string): KeyParts | undefined {
  if (text.length > 100) return undefined;
  const match = FORM.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  if (checksum(text.slice(0, -7)) !== match[3]) return undefined;
  return { keyId: `key_${match[1]}`, secret: match[2] };
}

export function secretDigest(pepper: Uint8Array, secret: string): Buffer {
  return hmacSha256(pepper, secret);
}

/** Compares in constant time; an unknown key is compared with a dummy so that both answers take equally long. */
export function secretMatches(pepper: Uint8Array, secret: string, row: ApiKeyRow | undefined): boolean {
  const expected = row === undefined ? Buffer.alloc(32) : Buffer.from(row.secretDigest, 'hex');
  return constantTimeEqual(secretDigest(pepper, secret), expected) && row !== undefined;
}

function checksum(body: string): string {
  return sha256Hex(body).slice(0, 6);
}

export function apiKeyView(row: ApiKeyRow): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    ...(row.revokedAt !== null && { revokedAt: row.revokedAt.toISOString() }),
    ...(row.lastUsedAt !== null && { lastUsedAt: row.lastUsedAt.toISOString() }),
  };
}
