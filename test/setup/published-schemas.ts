// The JSON Schemas of Open Badges 3.0 as their authors publish them, read where they lie; they are not part of this
// repository.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import ajvFormats from 'ajv-formats';

/** What lies beside the repository on machines that have it. */
export const shared = join(import.meta.dirname, '../../../shared');

const files = {
  'Open Badges 3.0 as published': 'ob_v3p0/ob_v3p0_achievementcredential_schema.json',
  'its variant for VCDM 2.0': 'derived/ob_v3p0_achievementcredential_vcdm2_tolerant.json',
};

export type SchemaName = keyof typeof files;
export const schemaNames = Object.keys(files) as SchemaName[];

export const hasPublishedSchemas = existsSync(join(shared, 'data/schemas'));

/** What the schema says against a document; empty when nothing. */
export function schemaErrors(name: SchemaName, document: object): string[] {
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  ajvFormats.default(ajv);
  const text = readFileSync(join(shared, 'data/schemas', files[name]), 'utf8');
  const validate = ajv.compile(JSON.parse(text) as object);
  if (validate(document)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
