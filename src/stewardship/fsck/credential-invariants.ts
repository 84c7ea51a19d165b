// N1 to N5 on every credential: what was meant was committed first, from an award, under an index of its own; the signed
// bytes are what was prepared, are what the log says, and verify with the published key.
import type { CredentialRow } from '../../credentials/credential-table.ts';
import type { StatusListEntryRow } from '../../credentials/status/status-list-table.ts';
import type { DecisionRow } from '../../earning/decisions/decision-table.ts';
import { sha256Hex } from '../../kernel/digest.ts';
import { isJsonArray, isJsonObject, parseJson } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { AuditRow } from '../../platform/audit/audit.ts';
import { deployment } from '../../platform/db/scope.ts';
import type { VerificationReport } from '../../verification/report.ts';
import type { Finding, FsckNeeds } from './report.ts';
import { auditOf, credentialsAfter, entriesOfCredential, findDecisionRow } from './fsck-store.ts';
import { eachRow } from './pages.ts';

interface Surroundings {
  readonly entries: readonly StatusListEntryRow[];
  readonly decision: DecisionRow | undefined;
  readonly log: readonly AuditRow[];
}

export function checkCredentials({ database, verify }: FsckNeeds, findings: Finding[]): Promise<number> {
  return eachRow(database, credentialsAfter, async (row) => {
    const surroundings = await database.read(deployment, async (reader): Promise<Surroundings> => ({
      entries: await entriesOfCredential(reader, row.id),
      decision: await findDecisionRow(reader, row.decisionId),
      log: await auditOf(reader, 'credential', row.id),
    }));
    const note = (invariant: Finding['invariant'], detail: string): void => {
      findings.push({ invariant, subject: row.id, detail });
    };
    checkIntent(row, surroundings, note);
    if (surroundings.decision?.outcome !== 'awarded') note('N2', 'It does not come from an awarded decision.');
    checkLog(row, surroundings.log, note);
    if (row.state !== 'published') {
      if (row.signedDocument !== null) note('N4', `It has a signed document in the state ${row.state}.`);
      return;
    }
    if (row.signedDocument === null) {
      note('N4', 'It is published without a signed document.');
      return;
    }
    checkBytes(row, row.signedDocument, surroundings.log, note);
    const bad = contradiction(row, await verify(row.signedDocument));
    if (bad !== undefined) note('N5', bad);
  });
}

type Note = (invariant: Finding['invariant'], detail: string) => void;

function checkIntent(row: CredentialRow, { entries }: Surroundings, note: Note): void {
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

/** A published credential verifies, but for what its own dates and status say. */
function contradiction(row: CredentialRow, report: VerificationReport): string | undefined {
  const bad = report.checks.filter((check) => check.outcome === 'fail' || check.outcome === 'unknown');
  const expected = (check: string, code: string): boolean =>
    (check === 'validity' && code === 'expired' && row.validUntil !== null) ||
    (check === 'status' && code === row.status) ||
    check === 'achievement_issuer';
  const odd = bad.filter(({ check, code }) => !expected(check, code));
  if (odd.length > 0) return `It does not verify: ${odd.map(({ check, code }) => `${check}=${code}`).join(', ')}.`;
  const expired = bad.some((check) => check.check === 'validity');
  const shown = bad.some((check) => check.check === 'status');
  if (row.status !== 'active' && !shown && !expired)
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
