// Reads the JSON Schemas we publish (schemas/), once, when a module that judges by them is loaded.
import { readFileSync } from 'node:fs';

/** The schema of schemas/`name`.schema.json. */
export function schemaFile(name: string): object {
  return JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8')) as object;
}
