// One GET over one connection, and its body within a limit that counts before and after decompression (HTTP semantics,
// RFC 9110 §8.4 and §12.5). Nothing is sent that says who asks or why: no cookie, account, referrer or trace id.
import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { FetchStopped } from './fetch-result.ts';

export interface Question {
  readonly accept: string;
  readonly userAgent: string;
}

/** Sends the request and answers with status and headers; the body is still to be read. */
export function ask(socket: TLSSocket, url: URL, question: Question): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const get = request({
      createConnection: () => socket,
      method: 'GET',
      path: `${url.pathname}${url.search}`,
      setHost: false,
      headers: {
        Host: url.host,
        Accept: question.accept,
        'Accept-Encoding': 'gzip, br',
        'User-Agent': question.userAgent,
      },
    });
    // The connection is ended by us after one answer; the header that would say so is no part of the four we send.
    get.removeHeader('Connection');
    get.on('error', reject);
    // A switch to another protocol ends the request without an error.
    get.once('close', () => reject(new Error('closed without an answer')));
    get.once('response', resolve);
    get.end();
  });
}

/**
 * The whole body, decompressed.
 * @throws FetchStopped `response_too_large` as soon as more than `maxBytes` came or would come; Error when it breaks off
 */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of within(source, maxBytes)) chunks.push(chunk);
  };
  const decoder = decoderOf(response.headers['content-encoding']);
  if (decoder === undefined) await pipeline(response, collect);
  else await pipeline(within(response, maxBytes), decoder, collect);
  // Memory of its own: a small Buffer is a window on a pool that holds other things, and workers would get all of it.
  return new Uint8Array(Buffer.concat(chunks));
}

async function* within(source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    yield chunk;
  }
}

/** The codings we offer, once each: a body packed several times is refused. */
function decoderOf(coding: string | undefined): Transform | undefined {
  switch (coding?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new FetchStopped('unreachable', `content coding ${coding}`);
  }
}

function tooLarge(maxBytes: number): FetchStopped {
  return new FetchStopped('response_too_large', `more than ${maxBytes} bytes`);
}
