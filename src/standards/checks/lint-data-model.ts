// Lint rule: what we sign is written in version 2.0 of the W3C data model (Open Badges 3.0: classes of version 1.1 are
// for verification only).
import { dataModelOf } from '../document-kind.ts';
import type { LintRule } from './finding.ts';

export const dataModel: LintRule = (document) =>
  dataModelOf(document) === '2.0' ? [] : [{ code: 'data_model', pointer: '/@context/0' }];
