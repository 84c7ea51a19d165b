// A caller of the HTTP door: one method per verb, with its key and, where wanted, the member it acts for.
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';

export type Answer = LightMyRequestResponse;
type Headers = Readonly<Record<string, string>>;

export interface Client {
  readonly key: string | undefined;
  get(url: string, headers?: Headers): Promise<Answer>;
  post(url: string, body?: object, headers?: Headers): Promise<Answer>;
  /** `tag` is what If-Match repeats: the value between the quotes of the ETag. */
  put(url: string, body: object, tag?: string | number): Promise<Answer>;
  delete(url: string): Promise<Answer>;
  /** Any bytes under any media type. */
  send(method: 'POST' | 'PUT' | 'DELETE', url: string, body: string | Buffer, headers: Headers): Promise<Answer>;
  /** The same key in the name of a member. */
  as(memberId: string): Client;
}

export function client(http: FastifyInstance, key?: string, memberId?: string): Client {
  const own: Headers = {
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
    ...(memberId !== undefined && { 'waymark-on-behalf-of': memberId }),
  };
  const ask = (options: InjectOptions, headers: Headers = {}): Promise<Answer> =>
    http.inject({ ...options, headers: { ...own, ...headers } });
  return {
    key,
    get: (url, headers) => ask({ method: 'GET', url }, headers),
    post: (url, body, headers) => ask({ method: 'POST', url, ...(body !== undefined && { payload: body }) }, headers),
    put: (url, body, tag) =>
      ask({ method: 'PUT', url, payload: body }, tag === undefined ? {} : { 'if-match': `"${tag}"` }),
    delete: (url) => ask({ method: 'DELETE', url }),
    send: (method, url, body, headers) => ask({ method, url, payload: body }, headers),
    as: (member) => client(http, key, member),
  };
}
