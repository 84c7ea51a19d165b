// What the OpenAPI document says of the body of a route.
import type { FastifyInstance } from 'fastify';
import type { Route } from './routes.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>> | undefined>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema } | undefined>> };
}

/** The schema of the JSON body, or undefined for a route without one. */
export function jsonBodySchema(http: FastifyInstance, route: Route): Schema | undefined {
  // The document's own type is a union over all versions of OpenAPI; these are the parts of 3.1 that are read here.
  const document = http.swagger() as unknown as Document;
  const path = route.url.replaceAll(/:([A-Za-z]+)/g, '{$1}');
  const operation = document.paths[path]?.[route.method.toLowerCase()];
  const schema = operation?.requestBody?.content['application/json']?.schema;
  return schema === undefined ? undefined : resolved(document, schema);
}

/** For each member of the body, values whose type is not the declared one but could be turned into it. */
export function wrongValues(http: FastifyInstance, route: Route): { name: string; value: unknown }[] {
  const document = http.swagger() as unknown as Document; // as above
  const members = Object.entries(jsonBodySchema(http, route)?.properties ?? {});
  return members.flatMap(([name, member]) => coercible(resolved(document, member)).map((value) => ({ name, value })));
}

function coercible(schema: Schema): unknown[] {
  if (schema.anyOf !== undefined) return [5, null];
  switch (schema.type) {
    case 'string':
      return [5, true, ['x'], null];
    case 'integer':
    case 'number':
      return ['5', true, [5], null];
    case 'boolean':
      return ['true', 1, null];
    case 'array':
      return ['a', { 0: 'a' }, null];
    default:
      return ['{}', [], null];
  }
}

function resolved(document: Document, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  if (name === undefined) return schema;
  const found = document.components?.schemas?.[name];
  if (found === undefined) throw new Error(`The OpenAPI document has no schema ${name}.`);
  return resolved(document, found);
}
