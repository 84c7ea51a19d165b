// If this fails, whoever holds a badge can add a context of their own and have a signed claim, a date or a status shown
// under another name or not at all, with the signature still good.
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { isJsonObject } from '../../../src/kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import { staticDocumentLoader } from '../../../src/standards/contexts.ts';
import { overreaches, recompact } from '../../../src/standards/recompact.ts';
import { signedBadge } from './sample.ts';

const jsonld = createRequire(import.meta.url)('jsonld') as {
  canonize(document: JsonObject, options: object): Promise<string>;
};

type Changeable = { [key: string]: JsonValue };

const signed = await signedBadge();
const subject = signed.credentialSubject as JsonObject;
const achievement = subject.achievement as JsonObject;
const [firstProof] = signed.proof as JsonObject[];
const own = 'https://words.example/#';

/** The signed badge with a context object appended and something changed. */
function attacked(context: JsonValue, change: (badge: Changeable) => void = () => undefined): JsonObject {
  const badge: Changeable = structuredClone(signed);
  badge['@context'] = [...(badge['@context'] as JsonValue[]), context];
  change(badge);
  return badge;
}

function rename(object: JsonValue | undefined, from: string, to: string): void {
  if (!isJsonObject(object)) throw new Error(`Nothing holds ${from}.`);
  const changeable: Changeable = object;
  changeable[to] = changeable[from] ?? null;
  delete changeable[from];
}

const subjectOf = (badge: Changeable): Changeable => badge.credentialSubject as Changeable;
const achievementOf = (badge: Changeable): Changeable => subjectOf(badge).achievement as Changeable;

async function statement(document: JsonObject): Promise<string> {
  return jsonld.canonize(document, {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    safe: true,
    documentLoader: staticDocumentLoader,
  });
}

const vc = 'https://www.w3.org/2018/credentials#';
const dateTime = 'http://www.w3.org/2001/XMLSchema#dateTime';

/** Each says exactly what was signed, so that the signature holds, and hides or renames something. */
const sameStatement: readonly (readonly [what: string, document: JsonObject])[] = [
  [
    'B-12 a claim under another name',
    attacked({ label: 'https://schema.org/name' }, (badge) => rename(achievementOf(badge), 'name', 'label')),
  ],
  [
    'the expiry under another name',
    attacked({ '@protected': true, till: { '@id': `${vc}validUntil`, '@type': dateTime } }, (badge) =>
      rename(badge, 'validUntil', 'till'),
    ),
  ],
  [
    'the expiry under a name made with a prefix',
    attacked(
      {
        w: 'https://www.w3.org/2018/',
        till: { '@id': 'w:credentials#validUntil', '@type': dateTime },
      },
      (badge) => rename(badge, 'validUntil', 'till'),
    ),
  ],
  [
    'the expiry inside a nest',
    attacked({ box: '@nest' }, (badge) => {
      badge.box = { validUntil: badge.validUntil ?? null };
      delete badge.validUntil;
    }),
  ],
  [
    'the subject under another word for id',
    attacked({ self: '@id' }, (badge) => rename(achievementOf(badge), 'id', 'self')),
  ],
  [
    'a type under another word for type',
    attacked({ sort: '@type' }, (badge) => rename(achievementOf(badge), 'type', 'sort')),
  ],
  [
    'the kind of credential under another name',
    attacked({ Ticket: 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential' }, (badge) => {
      badge.type = ['VerifiableCredential', 'Ticket'];
    }),
  ],
  [
    'a part of a list under another name',
    attacked({ keyword: 'https://schema.org/keywords' }, (badge) => {
      const [first, ...rest] = achievementOf(badge).tag as string[];
      achievementOf(badge).keyword = first ?? '';
      achievementOf(badge).tag = rest;
    }),
  ],
  [
    'a value as an object with words of its own',
    attacked({ text: '@value' }, (badge) => {
      achievementOf(badge).name = { text: achievementOf(badge).name ?? null };
    }),
  ],
  [
    'the creator turned around',
    attacked({ made: { '@reverse': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#creator' } }, (badge) => {
      const { creator, ...rest } = achievementOf(badge);
      subjectOf(badge).achievement = rest;
      (badge.issuer as Changeable).made = { id: rest.id ?? null };
      expect(isJsonObject(creator) && creator.id).toBe((badge.issuer as Changeable).id);
    }),
  ],
];

describe('a context of the document’s own', () => {
  it.each(sameStatement)('never hides or renames what was signed: %s', async (_what, document) => {
    // Without this the case would prove nothing: the signature would not hold.
    const { proof: _proof, ...said } = document;
    const { proof: _signedProof, ...original } = signed;
    const isSame = (await statement(said)) === (await statement(original));
    const answer = await recompact(document);
    expect({ isSame, answer }).toEqual({ isSame: true, answer: { ok: false, code: 'inline_context' } });
  });

  it.each([
    ['@vocab', { '@vocab': 'https://x.example/' }],
    ['@base', { '@base': 'https://x.example/' }],
    ['@language', { '@language': 'fr' }],
    ['@direction', { '@direction': 'rtl' }],
    ['@import', { '@import': 'https://w3id.org/security/multikey/v1' }],
    ['@propagate', { '@propagate': false }],
    ['@vocab further in', { Note: { '@id': `${own}Note`, '@context': { '@vocab': own } } }],
    ['how the document is secured', { until: 'https://w3id.org/security#expiration' }],
    [
      'more than any real one',
      Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`w${index}`, `${own}${index}`])),
    ],
  ] as const)('B-11 is refused at sight with %s', (_what, context) => {
    expect(overreaches(attacked(context))).toBe(true);
  });

  it('is refused where it gives a known word another meaning or none', async () => {
    const refused = { ok: false, code: 'inline_context' };
    expect(await recompact(attacked({ name: `${own}name` }))).toEqual(refused);
    expect(await recompact(attacked({ name: null }))).toEqual(refused);
    const note = { Note: { '@id': `${own}Note`, '@context': { achievementType: `${own}other` } } };
    const typed = attacked(note, (badge) => (achievementOf(badge).type = ['Achievement', 'Note']));
    expect(await recompact(typed)).toEqual(refused);
  });

  it('is refused where it renames what the proof says, by whatever name', async () => {
    const context = { p: 'https://w3id.org/', till: { '@id': 'p:security#expiration', '@type': dateTime } };
    const badge = attacked(context, (changing) => (changing.proof = [{ ...firstProof, till: '2020-01-01T00:00:00Z' }]));
    expect(await recompact(badge)).toEqual({ ok: false, code: 'inline_context' });
  });

  it('may add words: they are left out, and everything else is as it was', async () => {
    const context = {
      '@protected': true,
      id: '@id',
      type: '@type',
      Workshop: { '@id': `${own}Workshop`, '@context': { room: `${own}room` } },
      workshop: { '@id': `${own}workshop`, '@type': '@id' },
      mood: `${own}mood`,
    };
    const badge = attacked(context, (changing) => {
      changing.mood = 'bright';
      achievementOf(changing).type = ['Achievement', 'Workshop'];
      achievementOf(changing).workshop = { id: `${own}1`, type: 'Workshop', room: '12', name: 'Not to be read' };
    });
    const answer = await recompact(badge);
    expect(answer).toEqual({
      ok: true,
      document: {
        ...signed,
        credentialSubject: { ...subject, achievement: { ...achievement, type: ['Achievement'] } },
      },
    });
  });

  it('may stand beside the second name of the badge type', async () => {
    const badge = attacked({ mood: `${own}mood` }, (changing) => {
      changing.type = ['VerifiableCredential', 'AchievementCredential'];
      changing.mood = 'bright';
    });
    const answer = await recompact(badge);
    expect(answer).toMatchObject({ ok: true, document: { type: ['VerifiableCredential', 'AchievementCredential'] } });
  });

  it('never makes it throw', async () => {
    for (const context of [{ x: 1 }, { x: [] }, { '@context': 5 }, { x: { '@id': 7 } }, { '@id': 'x' }, { '': 'x' }]) {
      expect(await recompact(attacked(context as JsonValue))).toMatchObject({ ok: expect.any(Boolean) });
    }
  });
});
