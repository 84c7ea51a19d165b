// `waymark openapi`: writes openapi.yaml from what the routes declare.
import { writeFileSync } from 'node:fs';
import type { Waymark } from './waymark.ts';

export async function openapiCommand(
  open: () => Promise<Pick<Waymark, 'http' | 'close'>>,
  path = 'openapi.yaml',
): Promise<number> {
  const waymark = await open();
  await waymark.http.ready();
  writeFileSync(path, String(waymark.http.swagger({ yaml: true })));
  await waymark.close();
  return 0;
}
