// If this fails, one caller takes the places of all others, or a place is lost for ever.
import { expect, test } from 'vitest';
import { fairShare } from '../../../src/http/fair-share.ts';

interface Job {
  readonly done: Promise<string>;
  readonly end: () => void;
  readonly fail: () => void;
}

function desk(limits: { atOnce: number; waiting: number }) {
  const share = fairShare(limits);
  const begun: string[] = [];
  const ask = (caller: string, name: string, signal?: AbortSignal): Job => {
    let end = (): void => undefined;
    let fail = (): void => undefined;
    const ended = new Promise<string>((resolve, reject) => {
      end = () => resolve(name);
      fail = () => reject(new Error(name));
    });
    ended.catch(() => undefined);
    const work = (): Promise<string> => {
      begun.push(name);
      return ended;
    };
    return { done: share(caller, work, signal), end, fail };
  };
  return { begun, ask };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what one caller asks beyond its places waits, in order, and others begin at once', async () => {
  const { begun, ask } = desk({ atOnce: 2, waiting: 5 });
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => ask('one', name));
  const other = ask('two', 'other');
  await turn();
  expect(begun).toEqual(['a', 'b', 'other']);
  a?.end();
  expect(await a?.done).toBe('a');
  await turn();
  expect(begun).toEqual(['a', 'b', 'other', 'c']);
  for (const job of [b, c, d, other]) job?.end();
  expect(await Promise.all([b, c, d, other].map(async (job) => job?.done))).toEqual(['b', 'c', 'd', 'other']);
});

test('who has too much waiting is sent away alone', async () => {
  const { ask } = desk({ atOnce: 1, waiting: 1 });
  const jobs = ['a', 'b'].map((name) => ask('one', name));
  await expect(ask('one', 'c').done).rejects.toMatchObject({ slug: 'unavailable', code: 'too_many_at_once' });
  const other = ask('two', 'other');
  for (const job of [...jobs, other]) job.end();
  expect(await Promise.all([...jobs, other].map((job) => job.done))).toEqual(['a', 'b', 'other']);
});

test('what failed, and what nobody waits for any more, gives its place on', async () => {
  const { begun, ask } = desk({ atOnce: 1, waiting: 5 });
  const failing = ask('one', 'failing');
  const gone = new AbortController();
  const unwanted = ask('one', 'unwanted', gone.signal);
  const last = ask('one', 'last');
  gone.abort();
  failing.fail();
  last.end();
  await expect(failing.done).rejects.toThrow('failing');
  await expect(unwanted.done).rejects.toMatchObject({ slug: 'unavailable' });
  expect(await last.done).toBe('last');
  expect(begun).toEqual(['failing', 'last']);
});
