// If this fails, a wrong key is let in, a right one is not, or a key can be read back out of the database.
import { describe, expect, it } from 'vitest';
import { apiKeyView, readApiKey, secretDigest, secretMatches, writeApiKey } from '../../../src/access/api-key.ts';
import type { ApiKeyRow } from '../../../src/access/api-key.ts';
import { randomIds } from '../../../src/kernel/id.ts';

const pepper = Buffer.alloc(32, 'pepper');
const id = `key_${'0aZ'.repeat(8).slice(0, 22)}`;
const { text, secret } = writeApiKey(id, Buffer.alloc(32, 7));
const row: ApiKeyRow = {
  id,
  institutionId: 'inst_1',
  name: 'LMS',
  scopes: ['catalog:read'],
  secretDigest: secretDigest(pepper, secret).toString('hex'),
  createdBy: { kind: 'operator' },
  createdAt: new Date('2026-11-25T13:00:00Z'),
  expiresAt: new Date('2027-11-25T13:00:00Z'),
  revokedAt: null,
  lastUsedAt: null,
};

/** The same key with one character replaced. */
const withCharacter = (at: number, by: string): string => text.slice(0, at) + by + text.slice(at + 1);

describe('the form of an API key', () => {
  it('is told from other text by prefix, length and checksum, and read back', () => {
    expect(text).toMatch(/^wmk_[0-9A-Za-z]{22}_[A-Za-z0-9_-]{43}_[0-9a-f]{6}$/);
    expect(readApiKey(text)).toEqual({ keyId: id, secret });
    const fresh = writeApiKey(randomIds.next('apiKey'), randomIds.bytes(32));
    expect(readApiKey(fresh.text)?.secret).toBe(fresh.secret);
  });

  it('H-09 is not any other text: cut, longer, mistyped in any place, or of another alphabet', () => {
    const odd = [
      '',
      'wmk_',
      text.slice(0, -1),
      `${text}0`,
      ` ${text}`,
      text.toUpperCase(),
      `${text}\n`,
      'x'.repeat(10_000),
    ];
    expect(odd.filter((candidate) => readApiKey(candidate) !== undefined)).toEqual([]);
    const mistyped = Array.from(text, (character, at) => withCharacter(at, character === 'B' ? 'C' : 'B'));
    expect(mistyped.filter((candidate) => readApiKey(candidate) !== undefined)).toEqual([]);
    expect(readApiKey(withCharacter(8, 'é'))).toBeUndefined();
  });
});

describe('the secret of an API key', () => {
  it('H-13 is stored as a digest under a pepper of the deployment, and shown in no view', () => {
    expect(row.secretDigest).toHaveLength(64);
    expect(row.secretDigest).not.toContain(secret);
    expect(secretDigest(Buffer.alloc(32, 'other'), secret).toString('hex')).not.toBe(row.secretDigest);
    const shown = JSON.stringify(apiKeyView({ ...row, revokedAt: row.createdAt, lastUsedAt: row.createdAt }));
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain(row.secretDigest);
  });

  it('matches its own row, under the same pepper only, and never a row that is not there', () => {
    expect(secretMatches(pepper, secret, row)).toBe(true);
    expect(secretMatches(pepper, `${secret.slice(0, -1)}A`, row)).toBe(false);
    expect(secretMatches(Buffer.alloc(32, 'other'), secret, row)).toBe(false);
    expect(secretMatches(pepper, secret, undefined)).toBe(false);
    expect(secretMatches(pepper, secret, { ...row, secretDigest: '' })).toBe(false);
    expect(secretMatches(pepper, '', row)).toBe(false);
  });
});
