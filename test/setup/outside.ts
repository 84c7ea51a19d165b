// The world outside, as far as a test needs it: hosts of strangers with real TLS on this machine, name servers that lead to
// them, and the guarded fetch between. Only that port 443 of a stranger is another port here is not as it is outside.
import type { RequestListener } from 'node:http';
import { isPublicAddress } from '../../src/platform/outgoing/address-rules.ts';
import { createGuardedFetch } from '../../src/platform/outgoing/guarded-fetch.ts';
import type { GuardedFetch, GuardedFetchSettings } from '../../src/platform/outgoing/guarded-fetch.ts';
import { makeAuthority } from './certificates.ts';
import type { Credentials } from './certificates.ts';
import { stubDns } from './stub-dns.ts';
import type { StubDns } from './stub-dns.ts';
import { openStubHost } from './stub-host.ts';
import type { StubHost } from './stub-host.ts';
import { testOrigin } from './test-app.ts';

export interface Outside {
  readonly fetch: GuardedFetch;
  readonly dns: StubDns;
  /** What was asked of the hosts, as `uni.example/path`, in order. */
  asked(): readonly string[];
  /** Of one host, with everything that came with them. */
  requests(name: string): StubHost['requests'];
  close(): Promise<void>;
}

export interface OutsideOptions {
  /** What each host answers, by its name. */
  readonly hosts?: Readonly<Record<string, RequestListener>>;
  /** Where other names lead, one answer after the other; to the given port instead of 443. */
  readonly names?: Readonly<Record<string, readonly (readonly string[])[]>>;
  readonly port?: number;
  /** Another certificate than one for its name that holds now. */
  readonly certificates?: Readonly<Record<string, Credentials>>;
  readonly settings?: Partial<GuardedFetchSettings>;
}

const authority = makeAuthority();
/** Of the authority that the program trusts in these tests. */
export const certificateFor: typeof authority.issue = authority.issue;

export async function openOutside(options: OutsideOptions = {}): Promise<Outside> {
  const { hosts = {}, names = {}, certificates = {}, settings = {} } = options;
  const asked: string[] = [];
  const opened = new Map<string, StubHost>();
  for (const [name, answer] of Object.entries(hosts)) {
    const listener: RequestListener = (request, response) => {
      asked.push(name + (request.url ?? ''));
      answer(request, response);
    };
    opened.set(name, await openStubHost(certificates[name] ?? authority.issue(name), listener));
  }
  const dns = stubDns({ ...Object.fromEntries([...opened.keys()].map((name) => [name, [['127.0.0.1']]])), ...names });
  const portOf = (name: string): number | undefined =>
    opened.get(name)?.port ?? (Object.hasOwn(names, name) ? options.port : undefined);
  // Of the loopback interface only where a host of the test stands is allowed; everything else by the real rule.
  const guarded = createGuardedFetch({
    publicOrigin: testOrigin,
    ports: [
      443,
      ...[...opened.values()].map(({ port }) => port),
      ...(options.port === undefined ? [] : [options.port]),
    ],
    ca: authority.certificate,
    isAllowedAddress: (address) => (opened.size > 0 && address === '127.0.0.1') || isPublicAddress(address),
    resolver: dns,
    ...settings,
  });
  return {
    dns,
    asked: () => asked,
    requests: (name) => opened.get(name)?.requests ?? [],
    fetch: async (text, fetchOptions) => {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      const port = url?.port === '' ? portOf(url.hostname) : undefined;
      if (url === undefined || port === undefined) return guarded(text, fetchOptions);
      const { hostname } = url;
      url.port = String(port);
      const found = await guarded(url.href, fetchOptions);
      if (found.state !== 'found') return found;
      return { ...found, finalUrl: found.finalUrl.replace(`${hostname}:${port}`, hostname) };
    },
    close: async () => {
      await Promise.all([...opened.values()].map((host) => host.close()));
    },
  };
}

/** Answers documents by their path, and 404 for every other; `answers` may grow while the host stands. */
export function serving(answers: Readonly<Record<string, string | object>>): RequestListener {
  return (request, response) => {
    const body = answers[request.url ?? ''];
    if (body === undefined) return void response.writeHead(404).end();
    const type = typeof body === 'string' ? 'application/vc+jwt' : 'application/json';
    response.writeHead(200, { 'content-type': type }).end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}
