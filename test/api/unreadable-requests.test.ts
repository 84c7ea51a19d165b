// If this fails, a request that cannot be read is answered in another form than all others.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../setup/problems.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
});
afterAll(() => api.close());

test('404 a path that is no path is a problem like others, and is not repeated', async () => {
  for (const url of ['/verify/%E0%A4%A', '/%', '/v1/verifications/%ff%']) {
    const answer = await api.anonymous.get(url, { accept: 'text/html' });
    const document = expectProblem(answer, 'not-found');
    expect(document).not.toHaveProperty('code');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.body).not.toContain('%');
  }
});
