// A document is of one kind: what one reader takes for a badge must not be a presentation or a list to another, since each is
// signed by somebody else and held to other rules.
import { claimsSeveralKinds } from '../document-kind.ts';
import type { SchemaRule } from './finding.ts';

export const oneKind: SchemaRule = (document) =>
  claimsSeveralKinds(document) ? [{ code: 'several_kinds', pointer: '/type' }] : [];
