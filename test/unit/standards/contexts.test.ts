// If this fails, a context could be fetched, changed on disk or made to redefine a word, and signatures would lie.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/kernel/digest.ts';
import { contextListProblem, openBadges303 } from '../../../src/standards/context-list.ts';
import {
  allowedContextUrls,
  contextDocument,
  ContextHashMismatch,
  loadPinnedContexts,
  pinnedContexts,
  readPinned,
  staticDocumentLoader,
} from '../../../src/standards/contexts.ts';
import { contextsFor } from '../../../src/standards/data-integrity.ts';

const published = new URL('../../../../shared/data/contexts/w3c/credentials-v2.validator.jsonld', import.meta.url);
const publishedIsPresent = existsSync(published);
if (!publishedIsPresent) console.warn('Skipped: the published credentials context is not here.');

const v2 = 'https://www.w3.org/ns/credentials/v2';
const ed25519 = 'https://w3id.org/security/suites/ed25519-2020/v1';

describe('pinned contexts', () => {
  it('B-26 refuses to load when one byte of any context differs, and names it', () => {
    for (const entry of pinnedContexts) {
      const read = (asked: (typeof pinnedContexts)[number]): Uint8Array => {
        const bytes = Buffer.from(readPinned(asked));
        if (asked === entry) bytes.writeUInt8((bytes.at(-2) ?? 0) ^ 1, bytes.length - 2);
        return bytes;
      };
      expect(() => loadPinnedContexts(pinnedContexts, read)).toThrow(ContextHashMismatch);
      expect(() => loadPinnedContexts(pinnedContexts, read)).toThrow(entry.url);
    }
  });

  it('B-26 the hash is that of the bytes on disk, and the error carries the code that is logged', () => {
    const [entry] = pinnedContexts;
    expect(entry && sha256Hex(readPinned(entry))).toBe(entry?.sha256);
    expect(new ContextHashMismatch('u', 'a', 'b').code).toBe('context_hash_mismatch');
  });

  it('knows each allowed context, frozen, and loads nothing else', async () => {
    expect(allowedContextUrls).toHaveLength(pinnedContexts.length);
    for (const url of allowedContextUrls) {
      const loaded = await staticDocumentLoader(url);
      expect(loaded).toMatchObject({ documentUrl: url, tag: 'static' });
      expect(Object.isFrozen(loaded.document['@context'])).toBe(true);
    }
    expect(contextDocument('https://canary.example/context')).toBeUndefined();
    await expect(staticDocumentLoader('https://canary.example/context')).rejects.toThrow('canary.example');
    await expect(staticDocumentLoader('did:web:issuer.example#key-1')).rejects.toThrow('No document');
  });

  it.skipIf(!publishedIsPresent)('pins the credentials context whose content the standard publishes', () => {
    expect(contextDocument(v2)).toEqual(JSON.parse(readFileSync(published, 'utf8')));
  });
});

describe('contextListProblem', () => {
  it('accepts what we emit and the optional contexts in any order, each once', () => {
    expect(contextListProblem(contextsFor('eddsa-rdfc-2022'))).toBeUndefined();
    expect(contextListProblem(contextsFor('Ed25519Signature2020'))).toBeUndefined();
    expect(contextListProblem(contextsFor('Ed25519Signature2020', 'status-list'), 'status-list')).toBeUndefined();
    const extensions = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';
    const integrity = 'https://w3id.org/security/data-integrity/v2';
    expect(contextListProblem([v2, openBadges303, integrity, extensions, ed25519])).toBeUndefined();
    expect(contextListProblem([v2, openBadges303.replace('3.0.3', '3.0.1'), extensions])).toBeUndefined();
  });

  it('B-11 B-12 refuses inline contexts', () => {
    const code = { code: 'inline_context' };
    expect(contextListProblem([v2, openBadges303, { '@vocab': 'https://x.example/' }])).toMatchObject(code);
    expect(contextListProblem([v2, openBadges303, { name: 'https://schema.org/label' }])).toMatchObject(code);
    expect(contextListProblem([v2, openBadges303, null])).toMatchObject(code);
    expect(contextListProblem([[v2, openBadges303]])).toMatchObject(code);
  });

  it('B-13 refuses a context it does not know, with the URL', () => {
    const url = 'https://canary.example/context.json';
    expect(contextListProblem([v2, openBadges303, url])).toEqual({ code: 'unknown_context', index: 2, url });
  });

  it('B-15 refuses a context twice and a list of two hundred', () => {
    expect(contextListProblem([v2, openBadges303, openBadges303])).toMatchObject({ code: 'too_many_contexts' });
    expect(contextListProblem([v2, ...Array.from({ length: 200 }, () => openBadges303)])).toEqual({
      code: 'too_many_contexts',
    });
  });

  it('B-18 refuses a list that is no list', () => {
    expect(contextListProblem(undefined)).toEqual({ code: 'missing' });
    expect(contextListProblem([])).toEqual({ code: 'not_array' });
    expect(contextListProblem(v2)).toEqual({ code: 'not_array' });
    expect(contextListProblem({ '@vocab': 'https://x.example/' })).toEqual({ code: 'not_array' });
    expect(contextListProblem([v2])).toMatchObject({ code: 'missing' });
  });

  it('refuses the right contexts in the wrong order or of the wrong kind of document', () => {
    expect(contextListProblem([openBadges303, v2])).toMatchObject({ code: 'wrong_order', index: 0 });
    expect(contextListProblem([v2, ed25519, openBadges303])).toMatchObject({ code: 'wrong_order', index: 1 });
    expect(contextListProblem([v2, openBadges303], 'status-list')).toMatchObject({ code: 'unknown_context' });
  });
});
