// The enumerations of Open Badges 3.0 that have room for extensions, and the classes that several resources share.
// AlignmentTargetType and IdentifierTypeEnum (OB 3.0 appendix B); an extension starts with `ext:`.
import { Type } from 'typebox';
import { Closed, Text, WebUrl } from './fields.ts';

const alignmentTargetTypes = [
  'ceasn:Competency',
  'ceterms:Credential',
  'CFItem',
  'CFRubric',
  'CFRubricCriterion',
  'CFRubricCriterionLevel',
  'CTDL',
] as const;

const identifierTypes = [
  'name',
  'sourcedId',
  'systemId',
  'productId',
  'userName',
  'accountId',
  'emailAddress',
  'nationalIdentityNumber',
  'isbn',
  'issn',
  'lisSourcedId',
  'oneRosterSourcedId',
  'sisSourcedId',
  'ltiContextId',
  'ltiDeploymentId',
  'ltiToolId',
  'ltiPlatformId',
  'ltiUserId',
  'identifier',
] as const;

/**
 * One of the words, or a word of one's own that starts with `ext:`. A single pattern, so that a wrong word is one error;
 * the pattern that the standard prints is not anchored and would let anything around such a word through.
 */
export function Extensible(words: readonly string[], description: string) {
  return Type.String({
    pattern: `^(?:${words.join('|')}|ext:[A-Za-z0-9._-]{1,100})$`,
    description: `${description}: ${words.map((word) => `\`${word}\``).join(', ')}, or \`ext:\` and a name of your own`,
    examples: [words[0]],
  });
}

/** Links are kept few, because a badge repeats them and one with thousands of parts would be refused. */
const MOST_ALIGNMENTS = 20;

export const AlignmentSchema = Closed(
  {
    targetName: Text(400, { description: 'Name of the competency' }),
    targetUrl: WebUrl('Where the competency is described'),
    targetCode: Type.Optional(Text(100)),
    targetDescription: Type.Optional(Text(4000)),
    targetFramework: Type.Optional(Text(400)),
    targetType: Type.Optional(Extensible(alignmentTargetTypes, 'What is linked to')),
  },
  { description: 'Link to a competency (OB 3.0 Alignment)' },
);

export const AlignmentsSchema = Type.Array(AlignmentSchema, { minItems: 1, maxItems: MOST_ALIGNMENTS });

/** Another identifier of a thing or a person (OB 3.0 IdentifierEntry). */
export const IdentifierSchema = Closed({
  identifier: Text(400),
  identifierType: Extensible(identifierTypes, 'What kind of identifier it is'),
});
