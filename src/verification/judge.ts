// The port for everything that costs time on a stranger's document: reading it and checking its signature. Behind it
// stand the same pure steps, either in this thread (for what this deployment is about to publish) or in workers that can
// be ended. A judge has no network and no keys; what a step needs from elsewhere is handed to it.
import type { ListPublisher } from '../standards/read-bit-list.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { CheckResult } from '../standards/checks/check-result.ts';
import type { CoSigners, IssuerDocument } from '../standards/checks/issuer-key.ts';
import type { LoadedStatusList } from '../standards/checks/status.ts';
import type { HostedDocuments } from '../standards/open-badge-2/hosted-documents.ts';
import type { OpenBadge2Judgement } from '../standards/open-badge-2/judge.ts';
import type { DataModel, DocumentKind } from '../standards/document-kind.ts';

/** A credential inside another document, which is verified on its own. */
export interface Part {
  /** JSON Pointer to it. */
  readonly pointer: string;
  readonly role: 'credential' | 'endorsement';
  /** JSON, or a compact JWT. */
  readonly text: string;
}

export type Media = 'json' | 'jwt' | 'png' | 'svg';

export interface ReadDocument {
  readonly document: JsonObject;
  readonly kind: DocumentKind;
  readonly dataModel: DataModel;
  /** The JWT around it; absent when the proofs are inside. */
  readonly jwt?: ReadJwt;
  /** Whose key must have signed: the issuer, or of a presentation its holder; undefined when it says none. */
  readonly controllerId: string | undefined;
  /** A context object inside: the document must be recompacted, and nothing else of it may be read. */
  readonly inlineContext: boolean;
  readonly parts: readonly Part[];
}

export interface ReadJwt {
  readonly text: string;
  readonly header: JsonObject;
  readonly payload: JsonObject;
}

export interface Reading {
  /** `parse`, `structure`, `schema`, `context`, as far as they ran; `image` for a baked picture. */
  readonly results: readonly CheckResult[];
  readonly warnings: readonly string[];
  /** How it was handed in. */
  readonly media: Media;
  readonly read?: ReadDocument;
  /** The text of what is an Open Badges 2.0 assertion, or the URL of one. */
  readonly openBadge2?: string;
}

export interface ProofRequest {
  readonly read: ReadDocument;
  readonly controllerId: string;
  readonly controller: IssuerDocument;
  readonly now: Date;
  readonly challenge?: string;
  readonly domain?: string;
  /** Whether proofs of others may stand beside one of the issuer; see `verifyProofs`. */
  readonly coSigners?: CoSigners;
}

export interface Proving {
  /** `issuer_key`, `proof`, and `context` again when the document had to be recompacted. */
  readonly results: readonly CheckResult[];
  readonly warnings: readonly string[];
  /** What may be read from now on. */
  readonly document: JsonObject;
}

export interface StatusRequest {
  readonly document: JsonObject;
  readonly lists: ReadonlyMap<string, LoadedStatusList>;
  readonly now: Date;
  /** Whose lists are accepted besides the issuer's own. */
  readonly listPublishers: readonly ListPublisher[];
}

export interface OpenBadge2Request {
  readonly text: string;
  readonly documents: HostedDocuments;
  readonly now: Date;
}

export interface StatusJudgement {
  readonly result: CheckResult;
  readonly warnings: readonly string[];
}

/** Thrown by a judge whose step took longer than it may; what was asked stays unknown. */
export class DeadlinePassed extends Error {
  constructor() {
    super('A step of a verification took longer than it may.');
    this.name = 'DeadlinePassed';
  }
}

export interface Judge {
  /** @throws DeadlinePassed, or Problem unavailable when nobody is free */
  read(input: Uint8Array | string): Promise<Reading>;
  /** @throws DeadlinePassed, or Problem unavailable when nobody is free */
  prove(request: ProofRequest): Promise<Proving>;
  /** @throws DeadlinePassed, or Problem unavailable when nobody is free */
  judgeStatus(request: StatusRequest): Promise<StatusJudgement>;
  /** @throws DeadlinePassed, or Problem unavailable when nobody is free */
  judgeOpenBadge2(request: OpenBadge2Request): Promise<OpenBadge2Judgement>;
}
