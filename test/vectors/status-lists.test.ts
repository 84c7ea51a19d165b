// If this fails, status lists as others publish them are misread: a revoked badge would look good.
// The lists are those of other projects; they lie outside the repository and are only read.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { decodeList, getBit } from '../../src/standards/bitstring.ts';
import { judgeStatus } from '../../src/standards/checks/status.ts';

const folder = new URL('../../../shared/data/real/status-lists/', import.meta.url);
const present = existsSync(folder);
if (!present) console.warn('Skipped: the real status lists are not here.');
const files = present ? readdirSync(folder) : [];

function find(part: string): JsonObject {
  const name = files.find((file) => file.includes(part)) ?? part;
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as JsonObject;
}

/** The number of entries and which of them are set; or the code of why the list cannot be read. */
function read(part: string, form: 'multibase' | 'base64' = 'multibase'): { size: number; set: number[] } | string {
  const { encodedList } = find(part).credentialSubject as { encodedList: string };
  const decoded = decodeList(encodedList, { form });
  if (!decoded.ok) return decoded.code;
  const size = decoded.bits.length * 8;
  return {
    size,
    set: Array.from({ length: size }, (_, index) => index).filter((index) => getBit(decoded.bits, index)),
  };
}

describe.skipIf(!present)('real status lists', () => {
  it.each([
    ['validator__testlist', 131_072, [23]],
    ['ssi__local-status-list', 131_072, [3]],
    ['vc-bitstring-status-list__index__b644eb', 131_072, []],
    ['vc-bitstring-status-list__index__bb3f2b', 131_072, []],
    ['e5WK8CbZ1GjycuPombrj', 100_000, [2, 6, 8]],
    ['fixtures__expired', 100_000, [2, 6, 8]],
    ['fixtures__notYetValid', 100_000, [2, 6, 8]],
    ['missingBitStringType__b1d75c', 100_000, [2, 6, 8]],
  ])('%s has the entries that its makers meant', (part, size, set) => {
    expect(read(part)).toEqual({ size, set });
  });

  it('of the forms before are read without a prefix, in either alphabet', () => {
    expect(read('vc__10-verify', 'base64')).toEqual({ size: 80_000, set: [] });
    expect(read('ssi__revocationList', 'base64')).toEqual({ size: 131_072, set: [6] });
    expect([read('vc__10-verify'), read('ssi__revocationList')]).toEqual(['list_malformed', 'list_malformed']);
  });

  it('that were altered cannot be read', () => {
    expect([read('tampered__1107f4'), read('tampered__6ce890')]).toEqual(['list_malformed', 'list_malformed']);
  });

  it('E-08 E-09 condemn whom they name, and clear nobody while they are short, old or under another name', () => {
    const list = find('e5WK8CbZ1GjycuPombrj');
    const url = 'https://digitalcredentials.github.io/vc-test-fixtures/statusLists/e5WK8CbZ1GjycuPombrj';
    const verdict = (index: number): string => {
      const entry = {
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: String(index),
        statusListCredential: url,
      };
      const document = { issuer: list.issuer ?? '', credentialStatus: entry };
      const lists = new Map([[url, { ok: true, credential: list } as const]]);
      const { result } = judgeStatus(document, lists, { now: new Date('2026-11-23T00:00:00Z') });
      return `${result.outcome}:${result.code}`;
    };
    expect([6, 7, 8].map(verdict)).toEqual(['fail:revoked', 'unknown:list_id_mismatch', 'fail:revoked']);
  });
});
