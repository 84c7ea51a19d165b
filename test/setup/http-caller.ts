// A caller of a program that listens on a socket: one function per verb, the body read as JSON where it is JSON.
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** The body, taken for a T by the test that asks. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- only the caller knows what it asked for
  json<T>(): T;
}

export interface HttpCaller {
  get(path: string): Promise<HttpAnswer>;
  /** Rejects when the connection is lost before the answer. */
  post(path: string, body?: object, headers?: Readonly<Record<string, string>>): Promise<HttpAnswer>;
}

export function httpCaller(base: string, key?: string, memberId?: string): HttpCaller {
  const own = {
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
    ...(memberId !== undefined && { 'waymark-on-behalf-of': memberId }),
  };
  const ask = async (path: string, init: RequestInit): Promise<HttpAnswer> => {
    const answer = await fetch(`${base}${path}`, init);
    const text = await answer.text();
    return { status: answer.status, text, headers: answer.headers, json: () => JSON.parse(text) };
  };
  return {
    get: (path) => ask(path, { headers: own }),
    post: (path, body, headers) =>
      ask(path, {
        method: 'POST',
        headers: { ...own, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  };
}
