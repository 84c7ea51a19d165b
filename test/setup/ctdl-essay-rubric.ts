// Reads a real rubric in CTDL-ASN (JSON-LD), the essay rubric of Credential Engine's schema examples, into the body of
// our own API; and a competency of a real framework, as an alignment.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shared } from './published-schemas.ts';

type LanguageMap = Readonly<Record<string, string>>;
interface Node {
  readonly '@id'?: string;
  readonly '@type': string;
  readonly 'ceasn:name'?: LanguageMap;
  readonly 'ceasn:benchmarkText'?: LanguageMap;
  readonly 'ceasn:competencyLabel'?: LanguageMap;
  readonly 'ceasn:competencyText'?: LanguageMap;
  readonly 'ceasn:codedNotation'?: string;
  readonly 'ceterms:weight'?: number;
  readonly 'qdata:percentage'?: number;
}

export const essayRubricFile = join(shared, 'data/real/rubrics/Schema-Development__Blackboard_Essay_Evaluation.json');
export const frameworkFile = join(
  shared,
  'data/real/frameworks/ctdl-asn/Schema-Development__ONET-Knowledge-Competency-Framework-9-27-19.json',
);

/**
 * The essay rubric: 4 criteria of 4 levels.
 *
 * The file's own links cannot be followed: four ids are given twice and six that are referred to do not exist. Its order
 * is sound, though: the levels of each criterion follow one another from 100 % down, in the order of the criteria.
 */
export function essayRubric() {
  const graph = nodesOf(essayRubricFile);
  const levelNames = named(graph, 'ceasn:RubricLevel');
  const texts = graph.filter((node) => node['@type'] === 'ceasn:CriterionLevel');
  const criteria = graph.filter((node) => node['@type'] === 'ceasn:RubricCriterion');
  return {
    name: named(graph, 'ceasn:Rubric')[0] ?? '',
    criteria: criteria.map((criterion, row) => ({
      name: english(criterion['ceasn:name']),
      weight: criterion['ceterms:weight'] ?? 0,
      requiredLevel: 'satisfactory',
      levels: texts.slice(row * levelNames.length, (row + 1) * levelNames.length).map((text, column) => ({
        name: levelNames[column] ?? '',
        description: english(text['ceasn:benchmarkText']),
        points: 100 * (text['qdata:percentage'] ?? 0),
      })),
    })),
  };
}

/** All texts that describe a level in the file, read without any conversion. */
export function essayRubricTexts(): string[] {
  return nodesOf(essayRubricFile).flatMap((node) => Object.values(node['ceasn:benchmarkText'] ?? {}));
}

/** A competency of the O*NET knowledge framework, by its label. */
export function onetAlignment(label: string) {
  const graph = nodesOf(frameworkFile);
  const competency = graph.find((node) => english(node['ceasn:competencyLabel']) === label);
  if (competency === undefined) throw new Error(`The framework has no competency ${label}.`);
  return {
    targetName: label,
    targetUrl: competency['@id'] ?? '',
    targetCode: competency['ceasn:codedNotation'] ?? '',
    targetDescription: english(competency['ceasn:competencyText']),
    targetFramework: named(graph, 'ceasn:CompetencyFramework')[0] ?? '',
    targetType: 'ceasn:Competency',
  };
}

function nodesOf(file: string): readonly Node[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { '@graph': readonly Node[] })['@graph'];
}

function named(graph: readonly Node[], type: string): string[] {
  return graph.filter((node) => node['@type'] === type).map((node) => english(node['ceasn:name']));
}

function english(text: LanguageMap | undefined): string {
  return text?.['en'] ?? text?.['en-us'] ?? '';
}
