// Issuing one credential from one awarded decision, in nine steps, such that a process may die between any two of them
// and whoever resumes ends with the same bytes, the same status entry, and never a second credential.
//
//   1 find or resume   2 draw   3 prepare   4 lint   5 reserve   6 note the signing   7 sign   8 compare and verify
//   9 settle
import { verificationMethodOf } from '../catalog/issuers/issuer.ts';
import type { Call } from '../kernel/call.ts';
import { isoSeconds } from '../kernel/clock.ts';
import type { Clock } from '../kernel/clock.ts';
import type { CrashPoint } from '../kernel/crash-point.ts';
import { sha256Hex } from '../kernel/digest.ts';
import type { Ids } from '../kernel/id.ts';
import { isJsonObject, parseJson } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { Problem, conflict } from '../kernel/problem.ts';
import type { AuditLog } from '../platform/audit/audit.ts';
import { isUniqueViolation } from '../platform/db/database.ts';
import type { Database, Tx } from '../platform/db/database.ts';
import { institution } from '../platform/db/scope.ts';
import type { InstitutionScope } from '../platform/db/scope.ts';
import type { KeyDriver } from '../platform/keys/sealed-keys.ts';
import { activeSigningKey, findSigningKey } from '../platform/keys/signing-key-store.ts';
import type { Outbox } from '../platform/outbox/outbox.ts';
import type { VerifyCredential } from '../verification/verify-credential.ts';
import { readAward } from './award.ts';
import type { Award } from './award.ts';
import { findCredential, findCredentialOf, insertCredential, moveCredential } from './credential-store.ts';
import type { CredentialRow } from './credential-table.ts';
import { lintForSigning } from './lint-credential.ts';
import type { LintedCredential } from './lint-credential.ts';
import { prepareCredential, validUntilOf } from './prepare-credential.ts';
import { drawEntries } from './status/draw-entry.ts';
import { publishStatusList } from './status/publish-status-list.ts';
import { insertEntry, setEntry, entriesOf } from './status/status-list-store.ts';
import type { StatusListEntryRow } from './status/status-list-table.ts';

export interface IssueNeeds {
  readonly database: Database;
  readonly keys: KeyDriver;
  readonly audit: AuditLog;
  readonly outbox: Outbox;
  readonly verify: VerifyCredential;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly crash: CrashPoint;
  /** The public origin that new documents are made under. */
  readonly origin: string;
  /** Told when a signature turned out not to be good. */
  readonly alarm: (what: 'signature_not_good') => void;
}

/** What steps 2 to 4 made: everything that step 5 writes. */
export interface DrawnCredential {
  readonly row: CredentialRow;
  readonly entries: readonly StatusListEntryRow[];
  readonly linted: LintedCredential;
}

export interface IssueCredential {
  /**
   * All steps for an awarded decision; when the credential exists already, those that are missing.
   * @throws Problem conflict/assessment_not_passed for anything but an award
   * @throws Problem lint-failed, key-unavailable, signing-failed
   */
  issue(institutionId: string, decisionId: string, call: Call): Promise<CredentialRow>;
  /** Steps 2 to 4, before the transaction in which the caller commits its decision together with step 5. */
  draw(award: Award, call: Call): Promise<DrawnCredential>;
  /** Step 5, inside the caller's transaction. Throws a unique violation when an index was taken meanwhile. */
  reserve(tx: Tx<InstitutionScope>, drawn: DrawnCredential, call: Call): Promise<void>;
  /** Steps 6 to 9 for a reserved credential. `linted` spares preparing it again. */
  complete(row: CredentialRow, call: Call, linted?: LintedCredential): Promise<CredentialRow>;
}

/** Draws that may meet a taken index or a faster process before the issue gives up. */
const MOST_DRAWS = 20;

export function issueCredential(needs: IssueNeeds): IssueCredential {
  const { database, keys, audit, outbox, verify, clock, ids, crash, origin } = needs;

  const issue: IssueCredential['issue'] = async (institutionId, decisionId, call) => {
    const scope = institution(institutionId);
    for (let attempt = 0; attempt < MOST_DRAWS; attempt++) {
      // 1 Find or resume.
      const present = await database.read(scope, (reader) => findCredentialOf(reader, decisionId));
      if (present !== undefined) return complete(present, call);
      const award = await database.read(scope, (reader) => readAward(reader, decisionId));
      const drawn = await draw(award, call);
      crash('before-reserve');
      try {
        await database.write(scope, (tx) => reserve(tx, drawn, call));
      } catch (error) {
        // An index or the decision was taken meanwhile: look again, or draw again.
        if (isUniqueViolation(error)) continue;
        throw error;
      }
      crash('after-reserve');
      return complete(drawn.row, call, drawn.linted);
    }
    throw new Problem('unavailable', { detail: 'No free status entry could be reserved.', retryAfterSeconds: 5 });
  };

  const draw: IssueCredential['draw'] = async (award, call) => {
    if (award.decision.outcome !== 'awarded' || award.decision.criteria.some((criterion) => !criterion.met)) {
      throw conflict('assessment_not_passed', 'Only an awarded decision becomes a credential.');
    }
    const { issuer, decision } = award;
    if (issuer.didMethod === 'web' && issuer.origin !== origin) {
      throw conflict(
        'issuer_of_former_origin',
        'This issuer profile belongs to a former address of the deployment. Make a new profile and a new version of the achievement.',
      );
    }
    const scope = institution(issuer.institutionId);
    // 2 Draw the inputs: key, id, time, salt, places in the status lists.
    const key = await database.read(scope, (reader) => activeSigningKey(reader, issuer.id, 'assertion'));
    if (key === undefined)
      throw new Problem('key-unavailable', { detail: 'The issuer has no active signing key.', retryAfterSeconds: 60 });
    keys.signer(key);
    const suite = decision.proofSuite ?? issuer.proofSuite;
    const createdAt = wholeSeconds(clock.now());
    const places = await drawEntries(issuer, call, needs);
    const drawnValues = {
      credentialId: ids.next('credential'),
      origin,
      suite,
      createdAt,
      salt: ids.bytes(16).toString('base64url'),
      entries: places.map(({ list, index }) => ({ listId: list.id, purpose: list.purpose, index })),
    };
    // 3 Prepare.
    const unsigned = prepareCredential(award, drawnValues);
    const verificationMethod = verificationMethodOf(issuer.did, key);
    // 4 Lint.
    const created = isoSeconds(createdAt);
    const linted = await lintForSigning(unsigned, { suite, verificationMethod, created }, createdAt);
    const unsignedDocument = JSON.stringify(unsigned);
    const row: CredentialRow = {
      id: drawnValues.credentialId,
      institutionId: issuer.institutionId,
      decisionId: decision.id,
      recipientId: award.recipient.id,
      achievementId: award.achievement.id,
      achievementVersion: award.achievement.version,
      issuerId: issuer.id,
      origin,
      signingKeyId: key.id,
      verificationMethod,
      proofSuite: suite,
      proofCreated: created,
      validFrom: createdAt,
      validUntil: validUntilOf(award) ?? null,
      state: 'prepared',
      status: 'active',
      statusReason: null,
      statusChangedAt: null,
      unsignedDocument,
      unsignedSha256: sha256Hex(unsignedDocument),
      signedDocument: null,
      signedSha256: null,
      createdAt,
      publishedAt: null,
    };
    const entries = drawnValues.entries.map((entry): StatusListEntryRow => ({
      ...entry,
      credentialId: row.id,
      institutionId: row.institutionId,
      value: false,
      changedAt: createdAt,
    }));
    return { row, entries, linted };
  };

  // 5 Reserve: row, status entries and the exact unsigned bytes, committed before any key is used.
  const reserve: IssueCredential['reserve'] = async (tx, { row, entries }, call) => {
    await insertCredential(tx, row);
    for (const entry of entries) await insertEntry(tx, entry);
    await audit.append(tx, call, event('credential.reserved', row, { unsignedSha256: row.unsignedSha256 }));
  };

  const complete: IssueCredential['complete'] = async (row, call, lintedBefore) => {
    if (row.state === 'published') return row;
    if (row.state === 'burned') throw signingFailed('burned');
    const scope = institution(row.institutionId);
    const unsigned = documentOf(row.unsignedDocument);
    const plan = { suite: row.proofSuite, verificationMethod: row.verificationMethod, created: row.proofCreated };
    const linted = lintedBefore ?? (await lintForSigning(unsigned, plan, row.createdAt));
    const { key, lists } = await database.read(scope, async (reader) => ({
      key: await findSigningKey(reader, row.signingKeyId),
      lists: (await entriesOf(reader, row.id)).map((entry) => entry.listId),
    }));
    if (key === undefined)
      throw new Problem('key-unavailable', { detail: 'The signing key of this credential is not there.' });
    const signer = keys.signer(key);
    // A list is published before the first credential that points into it.
    for (const listId of lists) await publishStatusList(listId, call, needs);
    // 6 Note the signing. A row that is `signing` already was left by a process that died after this point.
    await database.write(scope, async (tx) => {
      if (await moveCredential(tx, row.id, ['prepared'], { state: 'signing' })) {
        await audit.append(tx, call, event('credential.signing', row, { signingKeyId: row.signingKeyId }));
      }
    });
    crash('after-signing-noted');
    // 7 Sign once, outside any transaction.
    const signature = await signer.sign(linted.token(key.id));
    crash('after-sign');
    // 8 Compare with what was prepared, and verify with the published key.
    const signed = linted.withSignature(signature);
    const signedDocument = JSON.stringify(signed);
    const { proof: _, ...withoutProof } = signed;
    const report = await verify(signedDocument);
    if (JSON.stringify(withoutProof) !== row.unsignedDocument || report.outcome !== 'valid') {
      return burn(row, call, report.checks.find((check) => check.outcome !== 'pass')?.code ?? 'differs');
    }
    crash('after-verify');
    // 9 Settle: signed bytes as text, log, task for what follows.
    return settle(row, call, signedDocument);
  };

  const settle = async (row: CredentialRow, call: Call, signedDocument: string): Promise<CredentialRow> => {
    const signedSha256 = sha256Hex(signedDocument);
    const publishedAt = clock.now();
    const change = { state: 'published' as const, signedDocument, signedSha256, publishedAt };
    const settled = await database.write(institution(row.institutionId), async (tx) => {
      if (!(await moveCredential(tx, row.id, ['signing'], change))) return findCredential(tx, row.id);
      await audit.append(tx, call, event('credential.published', row, { sha256: signedSha256 }));
      await outbox.put(tx, 'record-holding', row.id, { credentialId: row.id });
      await outbox.drop(tx, 'issue-credential', row.decisionId);
      crash('before-settle-commit');
      return { ...row, ...change };
    });
    crash('after-settle');
    // Whoever ran beside this one may have met a bad signature first: what is burned is never published.
    if (settled?.state === 'burned') throw signingFailed('burned');
    return settled ?? row;
  };

  /** The signature was not good: nothing is published, and the drawn indexes are set and never used again. */
  const burn = async (row: CredentialRow, call: Call, code: string): Promise<never> => {
    needs.alarm('signature_not_good');
    await database.write(institution(row.institutionId), async (tx) => {
      if (!(await moveCredential(tx, row.id, ['signing'], { state: 'burned' }))) return;
      for (const entry of await entriesOf(tx, row.id)) {
        await setEntry(tx, entry, true, clock.now());
        await outbox.put(tx, 'publish-status-list', entry.listId, { listId: entry.listId });
      }
      await audit.append(tx, call, event('credential.burned', row, { code }));
    });
    throw signingFailed(code);
  };

  return { issue, draw, reserve, complete };
}

function signingFailed(code: string): Problem {
  return new Problem('signing-failed', {
    code,
    detail: 'The signature did not verify, so nothing was published. The award stands and is tried again.',
    retryAfterSeconds: 10,
  });
}

function documentOf(text: string): JsonObject {
  const read = parseJson(text);
  if (!read.ok || !isJsonObject(read.value)) throw new Error('A stored document is not readable.');
  return read.value;
}

function wholeSeconds(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000);
}

function event(name: string, row: CredentialRow, details: Record<string, string>) {
  return {
    event: name,
    subject: { type: 'credential', id: row.id },
    institutionId: row.institutionId,
    details: { decisionId: row.decisionId, ...details },
  };
}
