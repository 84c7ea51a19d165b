// A plain client of our own API over HTTP: what an institution's own program would be. A call that fails ends the story
// with what was asked and what the problem document says (RFC 9457).
import { randomText } from '../../kernel/id.ts';

/** A file as it is handed in. */
export interface SampleFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface SampleClient {
  get<T>(path: string, accept?: string): Promise<T>;
  /** Makes something; sent with an Idempotency-Key of its own. */
  create<T>(path: string, body: object): Promise<T>;
  /** A step of something that exists, such as publishing it. */
  act<T>(path: string, body?: object): Promise<T>;
  /** Sends a picture: the body is its bytes. */
  picture<T>(path: string, svg: string): Promise<T>;
  /** Sends a file with its fields as multipart/form-data. */
  file<T>(path: string, fields: Readonly<Record<string, string>>, file: SampleFile): Promise<T>;
  /** The same key in the name of a member. */
  as(memberId: string): SampleClient;
}

/** An answer that is no success. */
export class SampleCallError extends Error {
  readonly status: number;
  /** The problem's code, such as `prerequisite_missing`. */
  readonly code: string | undefined;

  constructor(call: string, status: number, answer: string) {
    const problem = readProblem(answer);
    super(`${call} answered ${status}: ${problem.text}`);
    this.name = 'SampleCallError';
    this.status = status;
    this.code = problem.code;
  }
}

type Headers = Readonly<Record<string, string>>;

/**
 * @param api where the API listens, without a slash at the end
 * @param key an API key or the operator key; undefined for a caller whom nobody knows
 */
export function sampleClient(api: string, key?: string, memberId?: string): SampleClient {
  const own: Headers = {
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
    ...(memberId !== undefined && { 'waymark-on-behalf-of': memberId }),
  };
  const call = async <T>(method: string, path: string, headers: Headers, body?: string | Uint8Array | FormData) => {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: { ...own, ...headers },
      signal: AbortSignal.timeout(30_000),
      ...(body !== undefined && { body }),
    });
    const answer = await response.text();
    if (!response.ok) throw new SampleCallError(`${method} ${path}`, response.status, answer);
    return JSON.parse(answer) as T;
  };
  const json = { 'content-type': 'application/json' };
  const once = (): Headers => ({ 'idempotency-key': `sample-${randomText(20)}` });
  return {
    get: (path, accept = 'application/json') => call('GET', path, { accept }),
    create: (path, body) => call('POST', path, { ...json, ...once() }, JSON.stringify(body)),
    act: (path, body) => (body === undefined ? call('POST', path, {}) : call('POST', path, json, JSON.stringify(body))),
    picture: (path, svg) => call('POST', path, { 'content-type': 'image/svg+xml', ...once() }, Buffer.from(svg)),
    file: (path, fields, file) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.mediaType }), file.name);
      return call('POST', path, once(), form);
    },
    as: (member) => sampleClient(api, key, member),
  };
}

interface ProblemText {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

function readProblem(answer: string): { readonly text: string; readonly code: string | undefined } {
  try {
    const problem = JSON.parse(answer) as ProblemText;
    const places = (problem.errors ?? []).map(({ pointer, detail }) => `${pointer}: ${detail}`);
    const parts = [problem.detail ?? problem.title, ...places].filter((part) => part !== undefined);
    return { text: parts.join(' '), code: problem.code };
  } catch {
    return { text: answer.slice(0, 200), code: undefined };
  }
}
