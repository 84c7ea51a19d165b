// From a request to its principal, checked against the policy table before the handler runs; and from both to the call
// that a use case is given.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authentication } from '../access/authenticate.ts';
import type { Call } from '../kernel/call.ts';
import { sha256Hex } from '../kernel/digest.ts';
import { ruleFor } from '../kernel/policy.ts';
import type { Operation, Rule } from '../kernel/policy.ts';
import { anonymous } from '../kernel/principal.ts';
import type { KeyPrincipal, Principal } from '../kernel/principal.ts';
import { Problem, invalid, notFound } from '../kernel/problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal;
  }
  interface FastifyInstance {
    /** Every route as it was registered, for tests that walk all of them. */
    readonly routeTable: readonly RegisteredRoute[];
  }
  interface FastifyContextConfig {
    /** The row of the policy table that guards the route. Pages and health checks say `page: true` instead. */
    readonly operation?: Operation;
    readonly page?: true;
    /** The verification door judges odd values itself instead of refusing the request. */
    readonly judgesValues?: true;
  }
}

export interface RegisteredRoute {
  readonly method: string;
  readonly url: string;
  readonly operation: Operation | undefined;
}

/** Adds the check to every route of `app` and its children; a route without a policy row cannot be registered. */
export function guardWithPolicy(
  app: FastifyInstance,
  authentication: Authentication,
  onFailure: (request: FastifyRequest) => Promise<void>,
): void {
  app.decorateRequest<Principal | null>('principal', null);
  const table: RegisteredRoute[] = [];
  app.decorate('routeTable', table);
  app.addHook('onRoute', (route) => {
    const methods = Array.isArray(route.method) ? route.method : [route.method];
    table.push(...methods.map((method) => ({ method, url: route.url, operation: route.config?.operation })));
    if (route.config?.operation === undefined && route.config?.page !== true) {
      throw new Error(`The route ${String(route.method)} ${route.url} has no operation in the policy table.`);
    }
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const { operation } = request.routeOptions.config;
    const isPrivate = operation !== undefined && ruleFor(operation).who !== 'public';
    if (isPrivate && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    return payload;
  });
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    request.principal = anonymous;
    const { operation } = request.routeOptions.config;
    if (operation === undefined) return;
    const rule = ruleFor(operation);
    try {
      request.principal = await authentication.principalOf({
        authorization: request.headers.authorization,
        onBehalfOf: single(request.headers['waymark-on-behalf-of']),
      });
      if (rule.who !== 'public' && request.principal.kind === 'anonymous') {
        throw new Problem('unauthenticated', { detail: 'Send an API key: Authorization: Bearer <key>.' });
      }
    } catch (error) {
      if (error instanceof Problem && error.status === 401) {
        void reply.header('www-authenticate', 'Bearer');
        await onFailure(request);
      }
      throw error;
    }
    authorize(rule, request);
  });
}

function authorize(rule: Rule, request: FastifyRequest): void {
  const { principal } = request;
  if (rule.who === 'public') return;
  if (principal.kind === 'operator') {
    if (rule.who === 'institution') throw denied('institution_key_needed', 'This needs the API key of an institution.');
    return;
  }
  if (principal.kind !== 'key' || rule.who === 'operator')
    throw denied('operator_key_needed', 'This needs the operator key.');
  if (rule.who === 'either') {
    const { institutionId } = request.params as { institutionId?: string };
    if (institutionId !== undefined && institutionId !== principal.institutionId) throw notFound();
  }
  if (rule.scope !== undefined && !principal.scopes.includes(rule.scope)) {
    throw denied('scope_missing', `The key does not have the scope ${rule.scope}.`);
  }
  const { member } = principal;
  if (rule.person === true && member === undefined) {
    throw denied('member_needed', 'Name the member who acts in the header Waymark-On-Behalf-Of.');
  }
  const allowed: readonly string[] | undefined = rule.roles;
  if (
    member !== undefined &&
    allowed !== undefined &&
    !member.roles.some((role) => allowed.includes(role) || (role === 'admin' && rule.person !== true))
  ) {
    throw denied('role_missing', `The member has none of the roles ${allowed.join(', ')}.`);
  }
}

function denied(code: string, detail: string): Problem {
  return new Problem('forbidden', { code, detail });
}

/** The call of an institution's API key. The policy has let nobody else through. */
export function keyCall(request: FastifyRequest): Call<KeyPrincipal> {
  const call = anyCall(request);
  if (call.principal.kind !== 'key')
    throw denied('institution_key_needed', 'This needs the API key of an institution.');
  return { ...call, principal: call.principal };
}

export function anyCall(request: FastifyRequest): Call {
  const { operation } = request.routeOptions.config;
  if (operation === undefined) throw new Error('This route has no operation.');
  const idempotencyKey = single(request.headers['idempotency-key']);
  const base: Call = { principal: request.principal, requestId: request.id, operation };
  if (idempotencyKey === undefined) return base;
  if (!/^[\x21-\x7e]{1,255}$/.test(idempotencyKey)) {
    throw invalid('#/headers/idempotency-key', 'pattern', 'Must be 1 to 255 printable characters without spaces.');
  }
  const body: unknown = request.body;
  const member = single(request.headers['waymark-on-behalf-of']) ?? '';
  const content = Buffer.isBuffer(body) ? sha256Hex(body) : (body ?? null);
  const asked = JSON.stringify([request.method, request.url, member, content]);
  return { ...base, idempotency: { key: idempotencyKey, bodyDigest: sha256Hex(asked) } };
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

/** The version that the caller read, from If-Match. @throws Problem version-required */
export function readVersion(request: FastifyRequest): string {
  const tag = /^(?:W\/)?"([\x21\x23-\x7e]{1,100})"$/.exec(request.headers['if-match'] ?? '')?.[1];
  if (tag !== undefined) return tag;
  throw new Problem('version-required', {
    detail: 'Send the ETag you read in If-Match, so that nobody’s change is lost.',
  });
}

/** The same for rows whose version is a number; any other tag is stale. */
export function readVersionNumber(request: FastifyRequest): number {
  const tag = readVersion(request);
  return /^\d{1,9}$/.test(tag) ? Number(tag) : -1;
}
