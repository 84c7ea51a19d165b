// Reads and writes deployment settings.
import { eq } from 'drizzle-orm';
import type { Reader, Tx } from '../db/database.ts';
import type { DeploymentScope } from '../db/scope.ts';
import { settings } from './setting-table.ts';

export type SettingName = 'public-origin' | 'former-origins' | 'operator-key-digest' | 'master-key-check' | 'sample';

export async function findSetting(reader: Reader<DeploymentScope>, name: SettingName): Promise<string | undefined> {
  const [row] = await reader.db.select().from(settings).where(eq(settings.name, name));
  return row?.value;
}

/** Writes the setting when it is not there yet; returns the value that holds afterwards. */
export async function claimSetting(
  tx: Tx<DeploymentScope>,
  name: SettingName,
  value: string,
  now: Date,
): Promise<string> {
  await tx.db.insert(settings).values({ name, value, updatedAt: now }).onConflictDoNothing();
  return (await findSetting(tx, name)) ?? value;
}

export async function putSetting(tx: Tx<DeploymentScope>, name: SettingName, value: string, now: Date): Promise<void> {
  await tx.db
    .insert(settings)
    .values({ name, value, updatedAt: now })
    .onConflictDoUpdate({ target: settings.name, set: { value, updatedAt: now } });
}
