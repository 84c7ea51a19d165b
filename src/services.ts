// Every use case, built once, in the order of the story: what can be earned, how it is earned, what is then held, how
// others check it. Each is given only what it needs.
import { apiKeys } from './access/api-keys.ts';
import { authentication } from './access/authenticate.ts';
import { members } from './access/members.ts';
import { achievements } from './catalog/achievements/achievements.ts';
import { images } from './catalog/images/images.ts';
import { institutions } from './catalog/institutions/institutions.ts';
import { issuers } from './catalog/issuers/issuers.ts';
import { rubrics } from './catalog/rubrics/rubrics.ts';
import { changeStatus } from './credentials/change-status.ts';
import { credentials } from './credentials/credentials.ts';
import { issueCredential } from './credentials/issue-credential.ts';
import { ownDocuments } from './credentials/own-documents.ts';
import { ownUrls } from './credentials/own-urls.ts';
import { reportAward } from './credentials/report-award.ts';
import { signGeneralCredential } from './credentials/sign-general-credential.ts';
import { publishStatusList } from './credentials/status/publish-status-list.ts';
import { assessments } from './earning/assessments/assessments.ts';
import { decisions } from './earning/decisions/decide-award.ts';
import { recipients } from './earning/recipients/recipients.ts';
import { sweepBlobs } from './earning/submissions/sweep-blobs.ts';
import { submissionEvidence } from './earning/submissions/submission-evidence.ts';
import { submissions } from './earning/submissions/submissions.ts';
import type { Call } from './kernel/call.ts';
import type { Clock } from './kernel/clock.ts';
import type { CrashPoint } from './kernel/crash-point.ts';
import { deriveKey } from './kernel/digest.ts';
import type { Ids } from './kernel/id.ts';
import { auditLog } from './platform/audit/audit.ts';
import { auditReading } from './platform/audit/audit-reading.ts';
import type { BlobStore } from './platform/blobs/blob-store.ts';
import type { Database } from './platform/db/database.ts';
import { changes } from './platform/idempotency/changes.ts';
import { idempotency } from './platform/idempotency/idempotency.ts';
import { deploymentKeys } from './platform/keys/deployment-keys.ts';
import type { MasterKey } from './platform/keys/seal.ts';
import { sealedKeys } from './platform/keys/sealed-keys.ts';
import type { KeyDriver } from './platform/keys/sealed-keys.ts';
import { outbox } from './platform/outbox/outbox.ts';
import { createCachedFetch } from './platform/outgoing/cached-fetch.ts';
import type { GuardedFetch } from './platform/outgoing/guarded-fetch.ts';
import type { DataModel } from './standards/document-kind.ts';
import type { ListPublisher } from './standards/read-bit-list.ts';
import { fsck } from './stewardship/fsck/fsck.ts';
import { allDocuments } from './verification/all-documents.ts';
import type { Judge } from './verification/judge.ts';
import { packMaker } from './verification/pack/make-pack.ts';
import { sharedReports } from './verification/shared-reports/shared-reports.ts';
import { trustJudge } from './verification/trust/judge-credential-trust.ts';
import { trustRegistries } from './verification/trust/trust-registries.ts';
import type { RegistryConfig } from './verification/trust/registry-config.ts';
import { verifySubject } from './verification/verify-subject.ts';
import { verifyCredential } from './verification/verify-credential.ts';

export interface Resources {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly masterKey: MasterKey;
  /** Whether the database was made with this master key. */
  readonly masterKeyFits: boolean;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly origin: string;
  readonly formerOrigins: readonly string[];
  readonly crash: CrashPoint;
  readonly alarm: (what: 'signature_not_good') => void;
  /** Another family of signers than the sealed keys in the database. */
  readonly keys?: KeyDriver;
  /** The way out to hosts that strangers name. */
  readonly fetch: GuardedFetch;
  /** Where documents of strangers are judged. */
  readonly judge: Judge;
  readonly registries: readonly RegistryConfig[];
  readonly listPublishers: readonly ListPublisher[];
  /** Of which data models the VC-API door signs credentials; none: it does not sign. */
  readonly vcApiIssues: readonly DataModel[];
}

export type Services = ReturnType<typeof buildServices>;

export function buildServices(resources: Resources) {
  const { database, blobs, masterKeyFits, clock, ids, origin, crash, alarm } = resources;
  const pepper = deriveKey(resources.masterKey.bytes, 'waymark api keys');
  const audit = auditLog(clock, ids);
  const tasks = outbox(database, clock, ids);
  const change = changes(database, audit, idempotency(clock));
  const keys = resources.keys ?? sealedKeys(resources.masterKey, clock, ids);

  const institutionCases = institutions(database, change, clock, ids);
  const imageCases = images(database, change, blobs, clock, ids);
  const issuerCases = issuers({ database, changes: change, keys, clock, ids, origin });
  const rubricCases = rubrics(database, change, clock, ids);
  const achievementCases = achievements(database, change, clock, ids);

  const apiKeyCases = apiKeys(database, change, pepper, clock, ids);
  const memberCases = members(database, change, clock, ids);

  const recipientCases = recipients(database, change, clock, ids);
  const submissionCases = submissions(database, change, clock, ids);
  const evidenceCases = submissionEvidence({ database, changes: change, blobs, clock, ids });
  const assessmentCases = assessments({ database, changes: change, outbox: tasks, clock, ids });
  const decisionCases = decisions({ database, changes: change, outbox: tasks, clock, ids });

  const credentialCases = credentials(database, clock);
  const origins = [origin, ...resources.formerOrigins];
  const ownSource = ownDocuments(origins, issuerCases, credentialCases);
  // What is about to be published rests on our own documents alone, and is judged in this thread.
  const verifyOwn = verifyCredential({ source: ownSource, clock });
  const documents = allDocuments(ownSource, createCachedFetch({ fetch: resources.fetch, clock }));
  const registries = trustRegistries({
    registries: resources.registries,
    read: (url) => documents.read(url, 'registry'),
    clock,
  });
  const verify = verifyCredential({
    source: documents,
    clock,
    judge: resources.judge,
    trust: trustJudge(registries),
    listPublishers: resources.listPublishers,
  });
  const ownKeys = deploymentKeys({
    database,
    master: resources.masterKey,
    masterKeyFits,
    clock,
    ids,
    created: (tx, call, { id, purpose }) =>
      audit.append(tx, call, {
        event: 'signing-key.created',
        subject: { type: 'signing-key', id },
        details: { purpose },
      }),
  });
  const dataModels = resources.vcApiIssues;
  const issueNeeds = { database, keys, audit, outbox: tasks, verify: verifyOwn, clock, ids, crash, alarm, origin };
  const issuing = issueCredential(issueNeeds);

  return {
    authentication: authentication({ database, pepper, masterKeyFits, clock }),
    pepper,
    outbox: tasks,
    institutions: institutionCases,
    images: imageCases,
    issuers: issuerCases,
    rubrics: rubricCases,
    achievements: achievementCases,
    apiKeys: apiKeyCases,
    members: memberCases,
    recipients: recipientCases,
    submissions: submissionCases,
    evidence: evidenceCases,
    assessments: assessmentCases,
    decisions: decisionCases,
    credentials: credentialCases,
    issueCredential: issuing,
    reportAward: reportAward(change, issuing, issueNeeds),
    changeStatus: changeStatus(change, tasks, clock),
    publishStatusList: (listId: string, call: Call) => publishStatusList(listId, call, issueNeeds),
    documents,
    registries,
    verify: verifySubject(verify, documents, clock),
    sharedReports: sharedReports(database, change, clock, ids),
    signGeneral:
      dataModels.length === 0
        ? undefined
        : signGeneralCredential({ keys: ownKeys, changes: change, clock, dataModels, origins, alarm }),
    packs: packMaker({
      origin,
      ownUrls: () => ownUrls(database),
      source: documents,
      registries: resources.registries,
      keys: ownKeys,
      clock,
    }),
    audit: auditReading(database),
    sweepBlobs: () => sweepBlobs(database, blobs, clock),
    fsck: () => fsck({ database, verify: verifyOwn }),
  };
}
