// Rule: a language is a well-formed tag (BCP 47, RFC 5646 §2.1).
import type { SchemaRule } from './finding.ts';
import { walk } from './walk.ts';

const wellFormed =
  /^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?$/i;

export const languageTags: SchemaRule = (document) =>
  [...walk(document)]
    .filter(
      ({ key, value }) =>
        key === 'inLanguage' && !(typeof value === 'string' && value.length <= 64 && wellFormed.test(value)),
    )
    .map(({ pointer }) => ({ code: 'language_tag' as const, pointer }));
