// N1 to N5 on every credential: what was meant was committed first, from an award, under an index of its own; the signed
// bytes are what was prepared, are what the log says, and verify with the published key.
import type { CredentialRow } from '../../credentials/credential-table.ts';
import type { StatusListEntryRow } from '../../credentials/status/status-list-table.ts';
import type { DecisionRow } from '../../earning/decisions/decision-table.ts';
import { sha256Hex } from '../../kernel/digest.ts';
import { isJsonArray, isJsonObject, parseJson } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { AuditRow } from '../../platform/audit/audit.ts';
import type { Database } from '../../platform/db/database.ts';
import { deployment } from '../../platform/db/scope.ts';
import type { VerificationReport } from '../../verification/report.ts';
import type { Finding, FsckNeeds } from './report.ts';
import {
  auditOf,
  credentialsAfter,
  entriesOfCredential,
  findCredentialRow,
  findDecisionRow,
  findListRow,
  hasTask,
} from './fsck-store.ts';
import { eachRow } from './pages.ts';

interface Surroundings {
  readonly row: CredentialRow | undefined;
  /** Whether a list that it points into changed and a task waits that will publish the change. */
  readonly listIsDue: boolean;
  readonly entries: readonly StatusListEntryRow[];
  readonly decision: DecisionRow | undefined;
  readonly log: readonly AuditRow[];
}

/** A credential may change while it is looked at; what is still found at this look is no passing moment. */
const MOST_LOOKS = 3;

export function checkCredentials(needs: FsckNeeds, findings: Finding[]): Promise<number> {
  return eachRow(needs.database, credentialsAfter, async ({ id }) => {
    let found = await look(needs, id);
    for (let looks = 1; looks < MOST_LOOKS && found.length > 0; looks++) found = await look(needs, id);
    findings.push(...found);
  });
}

async function look({ database, verify }: FsckNeeds, id: string): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const note = (invariant: Finding['invariant'], detail: string): void => {
    findings.push({ invariant, subject: id, detail });
  };
  const { row, ...surroundings } = await surroundingsOf(database, id);
  if (row === undefined) return findings;
  checkIntent(row, surroundings, note);
  if (surroundings.decision?.outcome !== 'awarded') note('N2', 'It does not come from an awarded decision.');
  checkLog(row, surroundings.log, note);
  if (row.state !== 'published') {
    if (row.signedDocument !== null) note('N4', `It has a signed document in the state ${row.state}.`);
  } else if (row.signedDocument === null) {
    note('N4', 'It is published without a signed document.');
  } else {
    checkBytes(row, row.signedDocument, surroundings.log, note);
    const bad = contradiction(row, await verify(row.signedDocument), surroundings.listIsDue);
    if (bad !== undefined) note('N5', bad);
  }
  return findings;
}

function surroundingsOf(database: Database, id: string): Promise<Surroundings> {
  return database.read(deployment, async (reader) => {
    const row = await findCredentialRow(reader, id);
    const entries = await entriesOfCredential(reader, id);
    let listIsDue = false;
    for (const { listId } of entries) {
      const list = await findListRow(reader, listId);
      const isBehind = list !== undefined && list.publishedVersion < list.wantedVersion;
      if (isBehind && (await hasTask(reader, 'publish-status-list', listId))) listIsDue = true;
    }
    const decision = row === undefined ? undefined : await findDecisionRow(reader, row.decisionId);
    return { row, listIsDue, entries, decision, log: await auditOf(reader, 'credential', id) };
  });
}

type Note = (invariant: Finding['invariant'], detail: string) => void;

function checkIntent(row: CredentialRow, { entries }: Pick<Surroundings, 'entries'>, note: Note): void {
  if (sha256Hex(row.unsignedDocument) !== row.unsignedSha256)
    note('N1', 'The prepared bytes are not those of their digest.');
  if (row.signingKeyId === '') note('N1', 'No signing key is recorded.');
  const written = statusPlaces(documentOf(row.unsignedDocument));
  const recorded = entries.map((entry) => `${entry.listId} ${entry.index}`);
  const same = written.length === recorded.length && written.every((place) => recorded.includes(place));
  if (!same) note(entries.length === 0 ? 'N1' : 'N3', 'The status entries in the document are not the recorded ones.');
}

function checkBytes(row: CredentialRow, signedDocument: string, log: readonly AuditRow[], note: Note): void {
  const digest = sha256Hex(signedDocument);
  if (digest !== row.signedSha256) note('N4', 'The signed bytes are not those of their digest.');
  const logged = log.find((entry) => entry.event === 'credential.published')?.details['sha256'];
  if (digest !== logged) note('N4', 'The signed bytes are not those that the log names.');
  const { proof, ...unsigned } = documentOf(signedDocument) ?? {};
  if (proof === undefined || JSON.stringify(unsigned) !== row.unsignedDocument) {
    note('N4', 'The signed document is not the prepared one with a proof.');
  }
}

/** A published credential verifies, but for what its own dates and status say. A list that is due may lag behind. */
function contradiction(row: CredentialRow, report: VerificationReport, listIsDue: boolean): string | undefined {
  const bad = report.checks.filter((check) => check.outcome === 'fail' || check.outcome === 'unknown');
  const expected = (check: string, code: string): boolean =>
    (check === 'validity' && code === 'expired' && row.validUntil !== null) ||
    (check === 'status' && (code === row.status || (listIsDue && code === 'suspended'))) ||
    check === 'achievement_issuer';
  const odd = bad.filter(({ check, code }) => !expected(check, code));
  if (odd.length > 0) return `It does not verify: ${odd.map(({ check, code }) => `${check}=${code}`).join(', ')}.`;
  const expired = bad.some((check) => check.check === 'validity');
  const shown = bad.some((check) => check.check === 'status');
  if (row.status !== 'active' && !shown && !expired && !listIsDue)
    return `The published list does not show that it is ${row.status}.`;
  return undefined;
}

/** Each state change has exactly one entry. */
function checkLog(row: CredentialRow, log: readonly AuditRow[], note: Note): void {
  const times = (event: string): number => log.filter((entry) => entry.event === event).length;
  const signed = row.state === 'prepared' ? 0 : 1;
  const expected: Record<string, number> = {
    'credential.reserved': 1,
    'credential.signing': signed,
    'credential.published': row.state === 'published' ? 1 : 0,
    'credential.burned': row.state === 'burned' ? 1 : 0,
    'credential.revoked': row.status === 'revoked' ? 1 : 0,
  };
  for (const [event, wanted] of Object.entries(expected)) {
    if (times(event) !== wanted) note('N11', `The log has ${times(event)} entries "${event}" instead of ${wanted}.`);
  }
  const open = times('credential.suspended') - times('credential.reinstated');
  const suspended = row.status === 'suspended' ? 1 : 0;
  if (row.status !== 'revoked' && open !== suspended)
    note('N11', 'Suspensions in the log do not lead to the present status.');
}

function statusPlaces(document: JsonObject | undefined): string[] {
  const status = document?.credentialStatus;
  const entries = status === undefined ? [] : isJsonArray(status) ? status : [status];
  return entries.filter(isJsonObject).map((entry) => {
    const { statusListCredential: list, statusListIndex: index } = entry;
    if (typeof list !== 'string' || typeof index !== 'string') return '';
    return `${list.slice(list.lastIndexOf('/') + 1)} ${index}`;
  });
}

function documentOf(text: string): JsonObject | undefined {
  const read = parseJson(text);
  return read.ok && isJsonObject(read.value) ? read.value : undefined;
}
