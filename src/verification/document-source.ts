// The port through which verification reads documents by URL: DID documents and status lists. Verification owns it;
// what stands behind it (the database for our own origin, a guarded fetch for others) is plugged in elsewhere.

export type SourceDocument =
  | {
      readonly state: 'found';
      readonly bytes: Uint8Array | string;
      /** Since the copy was made; 0 for a document read from the database just now. */
      readonly ageSeconds: number;
      /** `own` for this deployment, otherwise the host it was read from. */
      readonly source: string;
    }
  | { readonly state: 'absent' }
  | {
      readonly state: 'unreachable';
      readonly code:
        | 'unreachable'
        | 'redirect_refused'
        | 'response_too_large'
        | 'timeout'
        | 'tls'
        | 'did_host_forbidden';
    };

export interface DocumentSource {
  /** Never throws for a document that cannot be had; says so instead. */
  read(url: string): Promise<SourceDocument>;
  /** Whether the URL belongs to this deployment, whose host rules are not those for strangers. */
  isOwn(url: string): boolean;
}
