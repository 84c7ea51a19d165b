// If this fails, openapi.yaml tells something else than the routes do, or leaves a reader without description, example,
// errors or the key that is needed.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createApp } from '../../src/app.ts';
import type { App } from '../../src/app.ts';
import { openapiText } from '../../src/commands/openapi.ts';
import { documentedConfig } from '../../src/config.ts';
import { ruleFor } from '../../src/kernel/policy.ts';
import { openTestDatabase } from '../setup/databases.ts';

interface Media {
  readonly schema?: unknown;
  readonly example?: unknown;
}
interface OperationObject {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly Record<string, unknown>[];
  readonly requestBody?: {
    readonly content: Record<
      string,
      {
        readonly schema?: { readonly examples?: unknown[]; readonly example?: unknown };
        readonly example?: unknown;
        readonly examples?: unknown;
      }
    >;
  };
  readonly responses: Record<string, { readonly description?: string; readonly content?: Record<string, Media> }>;
}
interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, OperationObject>>;
}

let app: App;
let closeDatabase: () => Promise<void>;
const file = readFileSync('openapi.yaml', 'utf8');
const document = parse(file) as OpenApi;
const operations = Object.entries(document.paths).flatMap(([url, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${url}`,
    method,
    url,
    operation,
  })),
);

beforeAll(async () => {
  const opened = await openTestDatabase('pglite');
  closeDatabase = opened.close;
  app = await createApp({ config: documentedConfig(), database: opened.database });
  await app.http.ready();
});
afterAll(async () => {
  await app.close();
  await closeDatabase();
});

describe('openapi.yaml', () => {
  it('is what the routes declare, byte for byte', () => {
    expect(file).toBe(openapiText(app.http.swagger()));
    expect(document.openapi).toBe('3.1.0');
  });

  it('names every operation once', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.filter((id) => id === undefined)).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(50);
  });

  it('gives every operation a summary, a description, a tag, a good answer and its errors', () => {
    const poor = operations.flatMap(({ name, operation }) => {
      const statuses = Object.keys(operation.responses);
      const gaps = [
        ...(operation.summary ? [] : ['summary']),
        ...(operation.description ? [] : ['description']),
        ...(operation.tags?.length === 1 ? [] : ['tag']),
        ...(statuses.some((status) => status.startsWith('2')) ? [] : ['2xx']),
        ...(statuses.some((status) => status.startsWith('4')) ? [] : ['4xx']),
        ...Object.entries(operation.responses).flatMap(([status, { description }]) =>
          description && description !== 'Default Response' ? [] : [`description of ${status}`],
        ),
      ];
      return gaps.map((gap) => `${name}: ${gap}`);
    });
    expect(poor).toEqual([]);
  });

  it('shows an example of every JSON body that is sent or answered', () => {
    const poor = operations.flatMap(({ name, operation }) => {
      const sent = Object.entries(operation.requestBody?.content ?? {})
        .filter(
          ([media, { schema, example, examples }]) =>
            media === 'application/json' && (example ?? examples ?? schema?.examples ?? schema?.example) === undefined,
        )
        .map(([media]) => `${name}: request ${media}`);
      const answered = Object.entries(operation.responses).flatMap(([status, { content }]) =>
        Object.entries(content ?? {})
          .filter(([media, { example }]) => media.endsWith('json') && example === undefined)
          .map(([media]) => `${name}: ${status} ${media}`),
      );
      return [...sent, ...answered];
    });
    expect(poor).toEqual([]);
  });

  it('says which key opens each operation, as the policy table does', () => {
    const expected = {
      public: [],
      operator: ['operatorKey'],
      institution: ['apiKey'],
      either: ['apiKey', 'operatorKey'],
    };
    const wrong = app.http.routeTable.flatMap(({ method, url, operation }) => {
      if (operation === undefined || method === 'HEAD') return [];
      const documented = document.paths[url.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
      const keys = documented?.security?.flatMap((entry) => Object.keys(entry));
      return JSON.stringify(keys) === JSON.stringify(expected[ruleFor(operation).who])
        ? []
        : [`${method} ${url}: ${JSON.stringify(keys)}`];
    });
    expect(wrong).toEqual([]);
  });
});
