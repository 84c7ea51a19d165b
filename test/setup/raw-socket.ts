// Bytes on a real connection, for what no HTTP client would send.
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
  /** The server ended the connection by itself. */
  readonly closedByServer: boolean;
}

/** Sends the pieces one after the other and reads until the server closes. Fails when it does not within the time given. */
export async function sendRaw(
  port: number,
  pieces: readonly (string | Buffer)[],
  withinMilliseconds = 10_000,
): Promise<RawAnswer> {
  const socket = connect({ host: '127.0.0.1', port });
  try {
    return await exchange(socket, pieces, withinMilliseconds);
  } finally {
    socket.destroy();
  }
}

function exchange(socket: Socket, pieces: readonly (string | Buffer)[], milliseconds: number): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    const text = (): string => Buffer.concat(received).toString('utf8');
    const timer = setTimeout(() => {
      reject(new Error(`The server kept the connection open for ${milliseconds} ms. It sent: ${text().slice(0, 500)}`));
    }, milliseconds);
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('error', (error) => {
      clearTimeout(timer);
      reject(new Error(`The connection broke. It sent: ${text().slice(0, 500)}`, { cause: error }));
    });
    socket.on('end', () => {
      clearTimeout(timer);
      const [head = '', body = ''] = text().split('\r\n\r\n', 2);
      const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1] ?? Number.NaN);
      resolve({ status, head: head.toLowerCase(), body, closedByServer: true });
    });
    socket.on('connect', () => {
      for (const piece of pieces) socket.write(piece);
    });
  });
}
