// Looks for a QR code among pixels in a thread of its own, which is ended when it takes too long: a picture of noise can
// keep the search busy for seconds, and nobody else should wait for that.
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

const MOST_MILLISECONDS = 2_500;
const MEMORY_MB = 128;

/** Loaded by its path, because code that is given as text finds no packages of its own. */
const require = createRequire(import.meta.url);
const library = require.resolve('jsqr');

const search = `
const { parentPort, workerData } = require('node:worker_threads');
const { library, pixels, width, height } = workerData;
const loaded = require(library);
const found = (loaded.default ?? loaded)(new Uint8ClampedArray(pixels), width, height);
parentPort.postMessage(found === null ? '' : found.data);
`;

/**
 * The text of a QR code; undefined without one, or when none was found in time.
 * @param pixels RGBA, four bytes each, row by row
 */
export async function searchQr(pixels: Uint8Array, width: number, height: number): Promise<string | undefined> {
  const worker = new Worker(search, {
    eval: true,
    env: {},
    workerData: { library, pixels, width, height },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const text = await new Promise<string>((resolve) => {
    const timer = setTimeout(() => resolve(''), MOST_MILLISECONDS);
    const end = (found: string): void => {
      clearTimeout(timer);
      resolve(found);
    };
    worker.once('message', (found: unknown) => end(typeof found === 'string' ? found : ''));
    // Out of memory, or a picture that the library stumbles over: there is no code that can be read.
    worker.once('error', () => end(''));
    worker.once('exit', () => end(''));
  });
  await worker.terminate();
  return text === '' ? undefined : text;
}
