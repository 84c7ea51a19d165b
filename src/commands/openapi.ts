// `waymark openapi`: writes openapi.yaml from what the routes declare.
import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import type { Waymark } from './waymark.ts';

export async function openapiCommand(
  open: () => Promise<Pick<Waymark, 'http' | 'close'>>,
  path = 'openapi.yaml',
): Promise<number> {
  const waymark = await open();
  await waymark.http.ready();
  writeFileSync(path, openapiText(waymark.http.swagger()));
  await waymark.close();
  return 0;
}

/** The document as YAML in which everything is written out where it stands: no anchors, no folded lines. */
export function openapiText(document: unknown): string {
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 });
}
