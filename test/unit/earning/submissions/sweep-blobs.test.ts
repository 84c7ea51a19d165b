// If this fails, files that belong to somebody vanish, or files of nobody stay for ever.
import { Readable } from 'node:stream';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { randomIds } from '../../../../src/kernel/id.ts';
import { localFolder } from '../../../../src/platform/blobs/local-folder.ts';
import { makeSchool, publishAchievement, startSubmission } from '../../../setup/earning.ts';
import { expectStatus, makeImage } from '../../../setup/fixtures.ts';
import { filesIn } from '../../../setup/folders.ts';
import { fileFor } from '../../../setup/multipart.ts';
import { openTestApp } from '../../../setup/test-app.ts';

let hoursAhead = 0;
const api = await openTestApp({ clock: { now: () => new Date(Date.now() + hoursAhead * 3_600_000) } });
afterAll(() => api.close());

test('what no row names is removed after a day; pictures, evidence and what is young stay', async () => {
  const school = await makeSchool(api);
  const requirement = { id: 'file', name: 'File', kind: 'file', required: false };
  const achievement = await publishAchievement(school, { evidenceRequirements: [requirement] });
  const { id } = await startSubmission(school, achievement.id);
  const { body, headers } = fileFor('file', { fileName: 'a.txt', type: 'text/plain', content: 'Mine' });
  expectStatus(await school.key.send('POST', `/v1/submissions/${id}/evidence`, body, headers), 201);
  await makeImage(school);
  const folder = join(api.dataDir, 'blobs');
  const named = filesIn(folder);
  expect(named).toHaveLength(2);
  await localFolder(folder, randomIds).put(Readable.from([Buffer.from('of a process that died')]), 100);
  expect(await api.app.services.sweepBlobs()).toBe(0);
  hoursAhead = 23;
  expect(await api.app.services.sweepBlobs()).toBe(0);
  hoursAhead = 25;
  expect(await api.app.services.sweepBlobs()).toBe(1);
  expect(filesIn(folder)).toEqual(named);
});
