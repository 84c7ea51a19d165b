// Rule: a picture is an object with its id, never a bare link (Open Badges 3.0, Image). Badges of the older data model
// were written with links before that was settled, so there a link is accepted.
import type { SchemaRule } from './finding.ts';
import { walk } from './walk.ts';

export const pictureObjects: SchemaRule = (document, dataModel) =>
  dataModel === '1.1'
    ? []
    : [...walk(document)]
        .filter(({ key, value }) => key === 'image' && typeof value === 'string')
        .map(({ pointer }) => ({ code: 'type' as const, pointer }));
