// Who calls: an operator of the deployment, an institution's API key (perhaps on behalf of a member), a task, or nobody.

export const roles = ['admin', 'author', 'assessor', 'approver', 'registrar', 'auditor'] as const;
export type Role = (typeof roles)[number];

export const keyScopes = [
  'catalog:read',
  'catalog:write',
  'people:read',
  'people:write',
  'submissions:read',
  'submissions:write',
  'assessments:write',
  'decisions:write',
  'credentials:read',
  'credentials:issue',
  'credentials:status',
  'keys:manage',
  'audit:read',
  'act-as',
] as const;
export type KeyScope = (typeof keyScopes)[number];

/** The member that a key acts for, as named in `Waymark-On-Behalf-Of`. */
export interface ActingMember {
  readonly memberId: string;
  readonly personId: string;
  readonly roles: readonly Role[];
}

export interface AnonymousPrincipal {
  readonly kind: 'anonymous';
}
export interface OperatorPrincipal {
  readonly kind: 'operator';
}
export interface KeyPrincipal {
  readonly kind: 'key';
  readonly keyId: string;
  readonly institutionId: string;
  readonly scopes: readonly KeyScope[];
  readonly member?: ActingMember;
}
export interface TaskPrincipal {
  readonly kind: 'task';
  readonly task: string;
}
export type Principal = AnonymousPrincipal | OperatorPrincipal | KeyPrincipal | TaskPrincipal;

export const anonymous: AnonymousPrincipal = { kind: 'anonymous' };
export const operator: OperatorPrincipal = { kind: 'operator' };
export const task = (name: string): TaskPrincipal => ({ kind: 'task', task: name });

/** What the audit log keeps of a caller: ids only. */
export interface ActorRecord {
  readonly kind: Principal['kind'];
  readonly keyId?: string;
  readonly memberId?: string;
  readonly task?: string;
}

export function actorRecord(principal: Principal): ActorRecord {
  switch (principal.kind) {
    case 'key':
      return principal.member === undefined
        ? { kind: 'key', keyId: principal.keyId }
        : { kind: 'key', keyId: principal.keyId, memberId: principal.member.memberId };
    case 'task':
      return { kind: 'task', task: principal.task };
    case 'operator':
    case 'anonymous':
      return { kind: principal.kind };
  }
}

/** A name under which an idempotency record is kept: two callers never share one. */
export function callerName(principal: Principal): string {
  return principal.kind === 'key' ? principal.keyId : principal.kind;
}
