// A badge for an essay, earned over HTTP with nothing but what institutions already have: a rubric and a competency from
// published files, and a PDF and a JPEG that a browser made.
import { chromium } from 'playwright-core';
import { keyScopes } from '../../src/kernel/principal.ts';
import { essayRubric, onetAlignment } from './ctdl-essay-rubric.ts';
import { eventually } from './eventually.ts';
import { httpCaller } from './http-caller.ts';
import type { HttpAnswer } from './http-caller.ts';

export const browserPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

export interface EssayFiles {
  readonly pdf: Buffer;
  readonly jpeg: Buffer;
}

interface Made {
  readonly id: string;
  readonly version: number;
}

/** An essay printed by a browser, and a picture of its draft. */
export async function printEssay(): Promise<EssayFiles> {
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: 800, height: 1000 } });
    await page.setContent(
      '<h1>The bridge should stay one lane</h1><p>Our county wants to widen the bridge at Laurel Fork. I think it should ' +
        'stay as it is: drivers wait for one another there, and that is how news gets up the ridge.</p>',
    );
    const pdf = await page.pdf({ format: 'Letter' });
    const jpeg = await page.screenshot({ type: 'jpeg', quality: 70 });
    return { pdf, jpeg };
  } finally {
    await browser.close();
  }
}

/** From the rubric to the badge through the public API; the badge's URL. */
export async function earnEssayBadge(origin: string, operatorKey: string, files: EssayFiles): Promise<string> {
  const operator = httpCaller(origin, operatorKey);
  const institution = await made(operator.post('/v1/institutions', { name: 'Ridge County Schools' }));
  const keyPath = `/v1/institutions/${institution.id}/api-keys`;
  const key = (await operator.post(keyPath, { name: 'test', scopes: keyScopes })).json<{ secret: string }>().secret;
  const caller = httpCaller(origin, key);
  const issuer = await made(caller.post('/v1/issuers', { name: 'Ridge County Schools' }));
  const rubric = await made(caller.post('/v1/rubrics', essayRubric()));
  await made(caller.post(`/v1/rubrics/${rubric.id}/publish`));
  const achievement = await made(
    caller.post('/v1/achievements', {
      issuerId: issuer.id,
      name: 'Essay writing',
      description: 'Has written an essay that takes a position and supports it.',
      criteria: { narrative: 'Hand in the essay and a picture of a draft.' },
      alignment: [onetAlignment('English Language')],
      rubric: { id: rubric.id, version: rubric.version },
      evidenceRequirements: [
        { id: 'essay', name: 'Essay', kind: 'file', required: true, mediaTypes: ['application/pdf'] },
        { id: 'draft', name: 'Draft by hand', kind: 'file', required: true, mediaTypes: ['image/jpeg'] },
      ],
    }),
  );
  await made(caller.post(`/v1/achievements/${achievement.id}/publish`));
  const assessor = await made(
    caller.post('/v1/members', { name: 'Avery Cole', email: 'avery@ridge.example', roles: ['assessor'] }),
  );
  const approver = await made(
    caller.post('/v1/members', { name: 'Noor Haddad', email: 'noor@ridge.example', roles: ['approver'] }),
  );
  const recipient = await made(caller.post('/v1/recipients', { name: 'Sam Lowe', email: 'sam@ridge.example' }));
  const draft = { achievementId: achievement.id, recipientId: recipient.id };
  const submission = `/v1/submissions/${(await made(caller.post('/v1/submissions', draft))).id}`;
  const evidence = `${origin}${submission}/evidence`;
  await upload(evidence, key, 'essay', new File([new Uint8Array(files.pdf)], 'essay.pdf', { type: 'application/pdf' }));
  await upload(evidence, key, 'draft', new File([new Uint8Array(files.jpeg)], 'draft.jpg', { type: 'image/jpeg' }));
  await made(caller.post(`${submission}/submit`, { attestation: { ownWork: true, privacyOfOthers: true } }));
  const marks = [
    { criterion: 'state-a-position', level: 'excellent' },
    { criterion: 'support-hypothesis', level: 'proficient' },
    { criterion: 'organization', level: 'satisfactory' },
    { criterion: 'overall-impression', level: 'proficient' },
  ];
  await made(httpCaller(origin, key, assessor.id).post(`${submission}/assessments`, { marks }));
  const ruling = { outcome: 'awarded', reason: 'Every criterion is met.' };
  const decision = await made(httpCaller(origin, key, approver.id).post(`${submission}/decisions`, ruling));
  return eventually('the badge to be published', async () => {
    const found = await caller.get(`/v1/credentials?decisionId=${decision.id}`);
    const { items } = found.json<{ items: { state: string; url: string }[] }>();
    return items.find(({ state }) => state === 'published')?.url;
  });
}

async function made(asked: Promise<HttpAnswer>): Promise<Made> {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(`Answered ${answer.status}: ${answer.text}`);
  return answer.json<Made>();
}

async function upload(url: string, key: string, requirement: string, file: File): Promise<void> {
  const form = new FormData();
  form.append('requirement', requirement);
  form.append('file', file);
  const answer = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${key}` }, body: form });
  if (answer.status !== 201) throw new Error(`The file was answered with ${answer.status}: ${await answer.text()}`);
}
