// Who may run which operation: one row per operation, read by the door before the handler and shown in openapi.yaml.
import type { KeyScope, Role } from './principal.ts';

export interface Rule {
  /**
   * `public`: anyone. `operator`: the deployment's operator. `institution`: an API key of the institution.
   * `either`: an operator, or an API key of the institution that is concerned.
   */
  readonly who: 'public' | 'operator' | 'institution' | 'either';
  /** What the API key must be allowed. */
  readonly scope?: KeyScope;
  /** When the key acts for a member, the member must hold one of these roles (an admin may always). */
  readonly roles?: readonly Role[];
  /** A member must be named in `Waymark-On-Behalf-Of`: the operation is an act of a person. */
  readonly person?: true;
}

const author = ['author'] as const;
const registrar = ['registrar'] as const;
const staff = ['author', 'assessor', 'approver', 'registrar', 'auditor'] as const;
const adminOnly = ['admin'] as const;

export const policy = {
  'institutions.create': { who: 'operator' },
  'institutions.list': { who: 'operator' },
  'institutions.read': { who: 'either', scope: 'catalog:read' },
  'institutions.update': { who: 'either', scope: 'keys:manage', roles: adminOnly },
  'api-keys.create': { who: 'either', scope: 'keys:manage', roles: adminOnly },
  'api-keys.list': { who: 'either', scope: 'keys:manage', roles: adminOnly },
  'api-keys.revoke': { who: 'either', scope: 'keys:manage', roles: adminOnly },
  'issuers.create': { who: 'institution', scope: 'keys:manage', roles: adminOnly },
  'issuers.list': { who: 'institution', scope: 'catalog:read', roles: staff },
  'issuers.read': { who: 'institution', scope: 'catalog:read', roles: staff },
  'issuers.update': { who: 'institution', scope: 'keys:manage', roles: adminOnly },
  'images.create': { who: 'institution', scope: 'catalog:write', roles: author },
  'rubrics.create': { who: 'institution', scope: 'catalog:write', roles: author },
  'rubrics.list': { who: 'institution', scope: 'catalog:read', roles: staff },
  'rubrics.read': { who: 'institution', scope: 'catalog:read', roles: staff },
  'rubrics.update': { who: 'institution', scope: 'catalog:write', roles: author },
  'rubrics.publish': { who: 'institution', scope: 'catalog:write', roles: author },
  'rubrics.new-version': { who: 'institution', scope: 'catalog:write', roles: author },
  'achievements.create': { who: 'institution', scope: 'catalog:write', roles: author },
  'achievements.list': { who: 'institution', scope: 'catalog:read', roles: staff },
  'achievements.read': { who: 'institution', scope: 'catalog:read', roles: staff },
  'achievements.update': { who: 'institution', scope: 'catalog:write', roles: author },
  'achievements.publish': { who: 'institution', scope: 'catalog:write', roles: author },
  'achievements.new-version': { who: 'institution', scope: 'catalog:write', roles: author },
  'achievements.retire': { who: 'institution', scope: 'catalog:write', roles: author },
  'members.create': { who: 'institution', scope: 'people:write', roles: adminOnly },
  'members.list': { who: 'institution', scope: 'people:read', roles: staff },
  'members.read': { who: 'institution', scope: 'people:read', roles: staff },
  'members.update': { who: 'institution', scope: 'people:write', roles: adminOnly },
  'members.remove': { who: 'institution', scope: 'people:write', roles: adminOnly },
  'recipients.create': { who: 'institution', scope: 'people:write', roles: registrar },
  'recipients.list': { who: 'institution', scope: 'people:read', roles: registrar },
  'recipients.read': { who: 'institution', scope: 'people:read', roles: registrar },
  'recipients.update': { who: 'institution', scope: 'people:write', roles: registrar },
  'recipients.search': { who: 'institution', scope: 'people:read', roles: registrar },
  'submissions.create': { who: 'institution', scope: 'submissions:write', roles: registrar },
  'submissions.list': { who: 'institution', scope: 'submissions:read', roles: staff },
  'submissions.read': { who: 'institution', scope: 'submissions:read', roles: staff },
  'submissions.submit': { who: 'institution', scope: 'submissions:write', roles: registrar },
  'submissions.withdraw': { who: 'institution', scope: 'submissions:write', roles: registrar },
  'evidence.add': { who: 'institution', scope: 'submissions:write', roles: registrar },
  'evidence.replace': { who: 'institution', scope: 'submissions:write', roles: registrar },
  'evidence.remove': { who: 'institution', scope: 'submissions:write', roles: registrar },
  'evidence.read-file': { who: 'institution', scope: 'submissions:read', roles: ['assessor', 'approver', 'auditor'] },
  'assessments.create': { who: 'institution', scope: 'assessments:write', roles: ['assessor'], person: true },
  'assessments.list': { who: 'institution', scope: 'submissions:read', roles: ['approver', 'auditor'] },
  'decisions.create': { who: 'institution', scope: 'decisions:write', roles: ['approver'], person: true },
  'decisions.read': { who: 'institution', scope: 'submissions:read', roles: staff },
  'credentials.issue': { who: 'institution', scope: 'credentials:issue', roles: ['approver'] },
  'credentials.list': { who: 'institution', scope: 'credentials:read', roles: staff },
  'credentials.read': { who: 'institution', scope: 'credentials:read', roles: staff },
  'credentials.revoke': { who: 'institution', scope: 'credentials:status', roles: registrar },
  'credentials.suspend': { who: 'institution', scope: 'credentials:status', roles: registrar },
  'credentials.reinstate': { who: 'institution', scope: 'credentials:status', roles: registrar },
  'verifications.create': { who: 'public' },
  'verifications.read': { who: 'public' },
  'vc-api.verify-credential': { who: 'public' },
  'vc-api.verify-presentation': { who: 'public' },
  'vc-api.read': { who: 'operator' },
  'vc-api.issue': { who: 'operator' },
  'verification-pack.read': { who: 'public' },
  'verification-pack.key': { who: 'public' },
  'audit.list': { who: 'either', scope: 'audit:read', roles: ['auditor'] },
  'operator.fsck': { who: 'operator' },
  'operator.outbox': { who: 'operator' },
  'operator.metrics': { who: 'operator' },
} as const satisfies Record<string, Rule>;

export type Operation = keyof typeof policy;

export function ruleFor(operation: Operation): Rule {
  return policy[operation];
}
