// The four database scopes. Every transaction names one; it is set in the database session for the length of the
// transaction, and every store function says in its type which scope it needs.

export interface InstitutionScope {
  readonly kind: 'institution';
  readonly institutionId: string;
}
export interface PersonScope {
  readonly kind: 'person';
  readonly personId: string;
}
/** Published rows, found by an unguessable id. */
export interface PublicScope {
  readonly kind: 'public';
}
/** Workers and operators. Each use is audited by the use case that asks for it. */
export interface DeploymentScope {
  readonly kind: 'deployment';
}
export type Scope = InstitutionScope | PersonScope | PublicScope | DeploymentScope;

export function institution(institutionId: string): InstitutionScope {
  return { kind: 'institution', institutionId };
}
export const publicScope: PublicScope = { kind: 'public' };
export const deployment: DeploymentScope = { kind: 'deployment' };

/** The two session settings that carry a scope into the database. */
export function scopeSettings(scope: Scope): { scope: string; subject: string } {
  switch (scope.kind) {
    case 'institution':
      return { scope: scope.kind, subject: scope.institutionId };
    case 'person':
      return { scope: scope.kind, subject: scope.personId };
    case 'public':
    case 'deployment':
      return { scope: scope.kind, subject: '' };
  }
}
