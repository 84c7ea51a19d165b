// One TLS connection to a host by exactly the addresses that were checked: the name is never looked up a second time,
// so an answer that changes in between (DNS rebinding) changes nothing.
import { isIP } from 'node:net';
import type { LookupFunction, TcpNetConnectOpts } from 'node:net';
import { connect } from 'node:tls';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { portOf } from './address-rules.ts';
import { FetchStopped } from './fetch-result.ts';

/** How long one address may take before the next is tried. */
const ATTEMPT_MILLISECONDS = 500;

/**
 * Connects, and answers once the host has proven its name. An abort of `signal` ends the connection at any later time.
 * @param ca certificates of authorities (PEM) instead of the system's
 * @throws FetchStopped `tls` when the host's certificate does not hold; `unreachable` otherwise
 */
export function connectPinned(
  url: URL,
  addresses: readonly string[],
  signal: AbortSignal,
  ca: string | undefined,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const options: ConnectionOptions & TcpNetConnectOpts = {
      host: url.hostname,
      port: portOf(url),
      servername: url.hostname,
      lookup: lookupOf(addresses),
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: ATTEMPT_MILLISECONDS,
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: true,
      ...(ca === undefined ? {} : { ca }),
    };
    const socket = connect(options);
    const stop = (): void => void socket.destroy(new Error('the deadline has passed'));
    signal.addEventListener('abort', stop, { once: true });
    socket.once('close', () => signal.removeEventListener('abort', stop));
    // Stays for the connection's whole life: an error that comes after the answer concerns nobody.
    socket.on('error', (error) => reject(handshakeFailure(socket, error)));
    socket.once('secureConnect', () => resolve(socket));
    if (signal.aborted) stop();
  });
}

/** Answers every question for an address with the list given. */
function lookupOf(addresses: readonly string[]): LookupFunction {
  const pinned = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, answer) => {
    const [first] = pinned;
    if (options.all === true) answer(null, pinned);
    else if (first !== undefined) answer(null, first.address, first.family);
  };
}

/** Only a peer that really speaks TLS yields `tls`; a service of another kind looks like a closed port. */
function handshakeFailure(socket: TLSSocket, error: NodeJS.ErrnoException): FetchStopped {
  const code = error.code ?? error.message;
  const refusedByCertificate = Boolean(socket.authorizationError);
  const refusedByPeer = /^ERR_SSL_.*(?:ALERT|UNSUPPORTED_PROTOCOL)/.test(code);
  return new FetchStopped(refusedByCertificate || refusedByPeer ? 'tls' : 'unreachable', code);
}
