// What a list of contexts means: the definition of every term as the JSON-LD processor holds it, those of scoped contexts
// included. Two lists that mean the same give equal answers, however they are written.
import { createRequire } from 'node:module';
import type { JsonValue } from '../../src/kernel/json.ts';

type Definition = Readonly<Record<string, unknown>> & { readonly '@context'?: JsonValue };

interface ActiveContext {
  readonly mappings: ReadonlyMap<string, Definition | null>;
  readonly protected: object;
  readonly '@vocab'?: string;
}

const require = createRequire(import.meta.url);
const processor = require('jsonld/lib/context.js') as {
  process(request: object): Promise<ActiveContext>;
  getInitialContext(options: object): ActiveContext;
};
const ContextResolver = require('jsonld/lib/ContextResolver.js') as new (options: object) => object;

/** The meaning of a list without URLs in it; the message of the processor when the list cannot be used at all. */
export async function meaningOf(contexts: readonly JsonValue[]): Promise<unknown> {
  try {
    const active = await apply(undefined, contexts, false);
    return await described(active, [...active.mappings.keys()]);
  } catch (error) {
    return `unusable: ${error instanceof Error ? error.message : ''}`;
  }
}

async function apply(
  before: ActiveContext | undefined,
  localCtx: JsonValue,
  overrideProtected: boolean,
): Promise<ActiveContext> {
  const options = {
    base: '',
    processingMode: 'json-ld-1.1',
    documentLoader: async (url: string) => Promise.reject(new Error(`No URL may be left: ${url}`)),
    contextResolver: new ContextResolver({ sharedCache: new Map() }),
  };
  const activeCtx = before ?? processor.getInitialContext(options);
  return processor.process({ activeCtx, localCtx, options, overrideProtected });
}

async function described(active: ActiveContext, terms: readonly string[]): Promise<unknown> {
  const definitions: Record<string, unknown> = {};
  for (const term of terms.toSorted()) {
    const { '@context': scoped, ...definition } = active.mappings.get(term) ?? {};
    definitions[term] = { ...definition };
    if (scoped === undefined) continue;
    const inner = await apply(active, scoped, true);
    definitions[term] = { ...definition, scoped: await described(inner, termsOf(scoped)) };
  }
  return { definitions, vocabulary: active['@vocab'], protected: Object.keys(active.protected).toSorted() };
}

function termsOf(context: JsonValue): readonly string[] {
  const parts = [context].flat(9) as readonly JsonValue[];
  return parts.flatMap((part) => Object.keys(part ?? {})).filter((name) => !name.startsWith('@'));
}
