// If this fails, somebody who checks many badges at once, or hands in files, is told of one what was found of another, or
// gets past the limits by asking for many.
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/kernel/json.ts';
import type { ProblemDocument } from '../../src/http/problem.ts';
import { findingsOf } from '../../src/http/api/verification-findings.ts';
import { identityObject } from '../../src/standards/identity-hash.ts';
import { bakePng, bakeSvg } from '../../src/standards/bake/bake.ts';
import { pngChunk } from '../../src/standards/bake/png-chunks.ts';
import { Problem } from '../../src/kernel/problem.ts';
import { directJudge } from '../../src/verification/direct-judge.ts';
import type { Answer } from '../setup/client.ts';
import { expectStatus, makeInstitution, picture } from '../setup/fixtures.ts';
import { foreignBadge, foreignIssuer, unsignedForeignBadge, verifiedAt } from '../setup/foreign-badges.ts';
import { bodyOf, field, filePart } from '../setup/multipart.ts';
import { withValue } from '../setup/pointer.ts';
import { expectProblem } from '../setup/problems.ts';
import { rowsOf } from '../setup/rows.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { expectReport, expectWhole, verdict, verdictOnBytes } from '../setup/verdicts.ts';
import type { Report } from '../setup/verdicts.ts';

const clock = { now: () => verifiedAt };
const email = 'Bea.Holt@Plateau.example';
let api: TestApp;
let good: JsonObject;
let forged: JsonObject;
let expired: JsonObject;
let png: Buffer;
let svg: Buffer;

beforeAll(async () => {
  api = await openTestApp({ clock });
  const issuer = await foreignIssuer('elsewhere');
  const subject = unsignedForeignBadge(issuer.did).credentialSubject as JsonObject;
  const identity = identityObject({ identifier: email, identityType: 'emailAddress', salt: 'c2FsdCBvZiB0aGUgdGVzdHM' });
  const { id: _id, ...nameless } = subject;
  const credentialSubject = { ...nameless, identifier: [{ ...identity }] };
  good = await foreignBadge(issuer, { credentialSubject });
  expired = await foreignBadge(issuer, { validUntil: '2026-11-20T00:00:00Z' });
  forged = withValue(good, '/name', 'Another');
  png = bakePng(await picture('png'), JSON.stringify(good));
  svg = bakeSvg(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'), JSON.stringify(expired));
});
afterAll(() => api.close());

interface Several {
  readonly results: readonly { readonly report?: Report; readonly problem?: ProblemDocument }[];
}
const verify = (body: object, asked = api): Promise<Answer> => asked.anonymous.post('/v1/verifications', body);
/** Each result in short, as they stand. */
const verdictsOf = (answer: Answer): string[] =>
  expectStatus<Several>(answer, 200).results.map(({ report, problem }) =>
    report === undefined ? `${problem?.status} ${problem?.code}` : verdict(expectWhole(report)),
  );

describe('several in one request', () => {
  test('200 are answered in order, each with its own report or problem', async () => {
    const credentials = [
      { credential: forged },
      { credential: JSON.stringify(good) },
      { url: 'https://badges.elsewhere.example/nothing' },
      { credential: expired },
      { credential: 'not JSON' },
      { credential: good },
    ];
    expect(verdictsOf(await verify({ credentials }))).toEqual([
      'invalid proof=fail:signature',
      'valid',
      '422 unreachable',
      'invalid validity=fail:expired',
      'invalid parse=fail:syntax',
      'valid',
    ]);
    const { results } = expectStatus<Several>(await verify({ credentials }), 200);
    expect(results[2]?.problem).toMatchObject({ errors: [{ pointer: '/credentials/2/url', code: 'unreachable' }] });
  });

  test('200 a hundred of them, whichever is ready first', async () => {
    const credentials = Array.from({ length: 100 }, (_, at) => ({ credential: at % 10 === 3 ? good : `no ${at}` }));
    const found = verdictsOf(await verify({ credentials }));
    expect(found).toEqual(credentials.map((_, at) => (at % 10 === 3 ? 'valid' : 'invalid parse=fail:syntax')));
  });

  test('what was not begun in time is told so, in its place', async () => {
    const subjects = [{ input: JSON.stringify(good) }, { input: 'x' }];
    const asking = { subjects, several: true, asked: {}, share: false };
    const found = await findingsOf(asking, api.app.services.verify, AbortSignal.abort());
    expect(found).toMatchObject([{ problem: { code: 'out_of_time' } }, { problem: { code: 'out_of_time' } }]);
  });

  test('200 one in the form for several is answered in the form for several', async () => {
    expect(verdictsOf(await verify({ credentials: [{ credential: good }] }))).toEqual(['valid']);
  });

  test('200 each may be expected to be about somebody else', async () => {
    const about = (identifier: string) => ({ credential: good, recipient: { identifier } });
    const body = {
      credentials: [about(email), about('x@y.example'), { credential: good }],
      recipient: { id: 'did:a' },
    };
    expect(verdictsOf(await verify(body))).toEqual([
      'valid',
      'invalid recipient=fail:no_match',
      'indeterminate recipient=unknown:no_identifier',
    ]);
  });

  test('400 unknown members are refused at every place', async () => {
    const credential = good;
    for (const [body, pointer] of [
      [{ credential, role: 'admin' }, '/role'],
      [{ credentials: [{ credential, role: 'admin' }] }, '/credentials/0/role'],
    ] as const) {
      expectProblem(await verify(body), 'validation-failed', { errors: [`${pointer} unknown_property`] });
    }
    const recipient = { identifier: email, salt: 'x' };
    expectProblem(await verify({ credential, recipient }), 'validation-failed');
    expectProblem(await verify({ credential, recipient: {} }), 'validation-failed');
    const odd = { identifier: email, identityType: 'shoeSize' };
    expectProblem(await verify({ credential, recipient: odd }), 'validation-failed');
  });
});

describe('the recipient that the caller knows', () => {
  const recipientOf = async (recipient?: object): Promise<string> => {
    const report = expectReport(await verify({ credential: good, ...(recipient !== undefined && { recipient }) }));
    const check = report.checks.find(({ check: name }) => name === 'recipient');
    return `${report.outcome} ${check?.outcome}:${check?.code}`;
  };

  test('200 F-06 right, wrong, or nobody in particular', async () => {
    expect(await recipientOf({ identifier: email })).toBe('valid pass:ok');
    expect(await recipientOf({ identifier: email, identityType: 'emailAddress' })).toBe('valid pass:ok');
    expect(await recipientOf({ identifier: 'somebody.else@plateau.example' })).toBe('invalid fail:no_match');
    expect(await recipientOf()).toBe('valid not_evaluated:not_asked');
  });

  test('200 F-08 in other letters and with spaces around it', async () => {
    expect(await recipientOf({ identifier: `  ${email.toUpperCase()} ` })).toBe('valid pass:ok');
  });

  test('200 an e-mail address is told back to nobody', async () => {
    const answer = await verify({ credential: good, recipient: { identifier: email } });
    expect(answer.body.toLowerCase()).not.toContain(email.toLowerCase());
  });
});

describe('files', () => {
  const send = (parts: readonly Buffer[], asked = api) => {
    const { body, headers } = bodyOf(...parts);
    return asked.anonymous.send('POST', '/v1/verifications', body, headers);
  };
  const json = (document: object) =>
    filePart({ fileName: 'badge', type: 'application/json', content: JSON.stringify(document) });

  test('200 JSON, PNG and SVG together with a text and a link, in order', async () => {
    const answer = await send([
      json(forged),
      filePart({ fileName: 'badge', type: 'image/png', content: png }),
      field('credential', ` ${JSON.stringify(good)}\n`),
      field('url', 'https://badges.elsewhere.example/nothing'),
      filePart({ fileName: 'badge', type: 'application/octet-stream', content: svg }),
    ]);
    expect(verdictsOf(answer)).toEqual([
      'invalid proof=fail:signature',
      'valid image=unknown:no_reference',
      'valid',
      '422 unreachable',
      'invalid validity=fail:expired image=unknown:no_reference',
    ]);
    const { results } = expectStatus<Several>(answer, 200);
    expect(results.map(({ report }) => report?.media)).toEqual(['json', 'png', 'json', undefined, 'svg']);
  });

  test('200 one file is answered with its report, and an e-mail address is compared', async () => {
    expect(verdict(expectReport(await send([json(good), field('email', email)])))).toBe('valid');
    const other = await send([field('email', 'x@y.example'), json(good)]);
    expect(verdict(expectReport(other))).toBe('invalid recipient=fail:no_match');
  });

  test('200 K-12 a picture as the body itself', async () => {
    expect(await verdictOnBytes(api, png, 'image/png')).toBe('valid image=unknown:no_reference');
    expect(await verdictOnBytes(api, svg, 'image/svg+xml')).toBe(
      'invalid validity=fail:expired image=unknown:no_reference',
    );
    expect(await verdictOnBytes(api, await picture('png'), 'image/png')).toBe('invalid parse=fail:no_badge_data');
  });

  test('200 K-08 a picture whose text grows from 194 KB to 200 MB', async () => {
    const plain = await picture('png');
    const bomb = deflateSync(Buffer.alloc(200 * 1024 * 1024, 'a'));
    // Keyword, its end, compressed, method 0, no language, no translated keyword (PNG 3rd edition §11.3.3.4).
    const head = Buffer.from('openbadgecredential\0\u0001\0\0\0');
    const chunk = pngChunk('iTXt', Buffer.concat([head, bomb]));
    const end = plain.length - 12;
    const bytes = Buffer.concat([plain.subarray(0, end), chunk, plain.subarray(end)]);
    const memory = process.memoryUsage().rss;
    expect(await verdictOnBytes(api, bytes, 'image/png')).toBe('invalid parse=fail:too_large');
    expect(process.memoryUsage().rss - memory).toBeLessThan(32 * 1024 * 1024);
  });

  test('413 a picture or a file of more than 2 MB, and parts of more than 20 MB together', async () => {
    const large = Buffer.concat([png, Buffer.alloc(2 * 1024 * 1024)]);
    const headers = { 'content-type': 'image/png' };
    expectProblem(await api.anonymous.send('POST', '/v1/verifications', large, headers), 'payload-too-large');
    expectProblem(
      await send([filePart({ fileName: 'badge', type: 'image/png', content: large })]),
      'payload-too-large',
    );
    const file = filePart({ fileName: 'badge', type: 'image/png', content: Buffer.alloc(2 * 1024 * 1024 - 1, 'x') });
    expectProblem(await send(Array.from({ length: 11 }, () => file)), 'payload-too-large');
  });

  test('400 K-16 without a boundary, cut in the middle, or with nothing in it', async () => {
    const whole = bodyOf(json(good));
    const post = (body: Buffer, type = whole.headers['content-type']) =>
      api.anonymous.send('POST', '/v1/verifications', body, { 'content-type': type });
    expectProblem(await post(whole.body, 'multipart/form-data'), 'malformed-multipart');
    expectProblem(await post(whole.body.subarray(0, 300)), 'malformed-multipart');
    expectProblem(await post(Buffer.from('not parts')), 'malformed-multipart');
    expectProblem(await send([]), 'validation-failed', { errors: [' one_of'] });
    expectProblem(await send([field('email', email)]), 'validation-failed', { errors: [' one_of'] });
  });

  test('400 fields that are not known, come twice, or say something else than they may', async () => {
    const wrong = async (part: Buffer, error: string) =>
      expectProblem(await send([json(good), part]), 'validation-failed', { errors: [error] });
    await wrong(field('role', 'admin'), '/role unknown_property');
    await wrong(filePart({ fileName: 'badge', type: 'text/plain', content: 'x' }, 'email'), '/email unknown_property');
    await wrong(filePart({ type: 'image/png', content: png }), '/file file_name_missing');
    await wrong(field('url', 'javascript:alert(1)'), '/url format');
    await wrong(field('url', 'https://a:b@c.example/'), '/url format');
    await wrong(field('share', 'yes'), '/share not_allowed');
    await wrong(Buffer.concat([field('email', email), field('email', email)]), '/email repeated');
    await wrong(field('challenge', 'x'.repeat(2_049)), '/challenge too_long');
    const many = Array.from({ length: 101 }, () => field('credential', 'x'));
    expectProblem(await send(many), 'validation-failed', { errors: [' too_long'] });
  });

  test('nothing of what is only looked at is written down', async () => {
    const rows = await rowsOf(api.database);
    await send([json(good), filePart({ fileName: 'badge', type: 'image/png', content: png }), field('email', email)]);
    await verify({ credentials: [{ credential: good, recipient: { identifier: email } }] });
    expect(await rowsOf(api.database)).toEqual(rows);
  });
});

describe('how much one caller may ask for', () => {
  const limited = () => openTestApp({ clock, environment: { WAYMARK_REQUESTS_PER_MINUTE: '20' } });

  test('429 each of several counts like a request of its own; a key may ask ten times as much', async () => {
    const strict = await limited();
    try {
      const of = (many: number) => ({ credentials: Array.from({ length: many }, () => ({ credential: 'x' })) });
      expectStatus(await verify(of(12), strict), 200);
      expectStatus(await verify(of(8), strict), 200);
      const refused = await verify({ credential: 'x' }, strict);
      expectProblem(refused, 'rate-limited');
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      const { key } = await makeInstitution(strict);
      for (const many of [100, 99]) expectStatus(await key.post('/v1/verifications', of(many)), 200);
      expectProblem(await key.post('/v1/verifications', of(2)), 'rate-limited');
    } finally {
      await strict.close();
    }
  });

  test('429 of links, a tenth as many are followed', async () => {
    const strict = await limited();
    try {
      const url = 'https://badges.elsewhere.example/1';
      expectStatus(await verify({ credentials: [{ url }, { url }] }, strict), 200);
      const refused = await verify({ url }, strict);
      expectProblem(refused, 'rate-limited');
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expectStatus(await verify({ credential: 'x' }, strict), 200);
    } finally {
      await strict.close();
    }
  });

  test('503 with Retry-After while nobody is free to judge', async () => {
    const busy = () =>
      Promise.reject(new Problem('unavailable', { detail: 'Nobody is free just now.', retryAfterSeconds: 2 }));
    const full = await openTestApp({ clock, judge: { ...directJudge, read: busy } });
    try {
      const answer = await verify({ credential: good }, full);
      expectProblem(answer, 'unavailable');
      expect(answer.headers['retry-after']).toBe('2');
      const { results } = expectStatus<Several>(await verify({ credentials: [{ credential: good }] }, full), 200);
      expect(results[0]?.problem?.status).toBe(503);
    } finally {
      await full.close();
    }
  });
});
