// Every route that the router itself knows, read from its own table.
import type { FastifyInstance } from 'fastify';
import { idPrefix } from '../../src/kernel/id.ts';
import type { IdKind } from '../../src/kernel/id.ts';

export interface Route {
  readonly method: string;
  /** With parameters as `:name`. */
  readonly url: string;
}

/** `POST /v1/rubrics/:rubricId/publish` */
export function routeName({ method, url }: Route): string {
  return `${method} ${url}`;
}

/** Sorted by path, then by method. HEAD, which follows GET, is left out. */
export function routesOf(http: FastifyInstance): readonly Route[] {
  const path: string[] = [];
  const found: Route[] = [];
  for (const line of http.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent, part, methods] = /^([│ ]*)[├└]── (.*?) \(([A-Z, ]+)\)$/.exec(line) ?? [];
    if (indent === undefined || part === undefined || methods === undefined) continue;
    path.length = indent.length / 4;
    path.push(part);
    for (const method of methods.split(', ')) {
      if (method !== 'HEAD') found.push({ method, url: path.join('') });
    }
  }
  return found.toSorted((a, b) => (a.url === b.url ? order(a.method, b.method) : order(a.url, b.url)));
}

/** The path with well-formed ids that name nothing, except those that are given. */
export function pathOf(route: Route, ids: Readonly<Record<string, string>> = {}): string {
  return route.url.replaceAll(/:([A-Za-z]+)/g, (_whole, name: string) => {
    const kind = name === 'keyId' ? 'apiKey' : name.replace(/Id$/, '');
    if (!Object.hasOwn(idPrefix, kind)) throw new Error(`The parameter ${name} of ${route.url} names no kind of id.`);
    return ids[name] ?? `${idPrefix[kind as IdKind]}_${'0'.repeat(22)}`;
  });
}

function order(a: string, b: string): number {
  return a < b ? -1 : 1;
}
