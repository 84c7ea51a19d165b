// Where this verifier is stricter than a folder of real credentials expects, on purpose: one entry a rule, each with the
// rule of the verifier's contract that it follows. An entry only excuses an answer that is stricter than the expected one,
// never a badge whose issuer is a did:key and which says that it is an Open Badge 3.0.

export interface StricterRule {
  /** The finding that makes the difference, as `check:code`. */
  readonly finding: string;
  readonly because: string;
  /** Row or section of the contract (facts §4). */
  readonly rule: string;
}

export const stricterRules: readonly StricterRule[] = [
  {
    finding: 'context:recompacted',
    because: 'An inline context can give a known word another meaning; such a document is read but never called valid.',
    rule: '§4.1 row context; §4.2, last paragraph',
  },
  {
    finding: 'issuer_key:jwk_not_bound',
    because: 'The token brings its key along in its header, and the document of the issuer does not list it.',
    rule: '§4.1 row issuer_key; C-25',
  },
  {
    finding: 'issuer_key:unreachable',
    because: 'The token brings its key along in its header, and the document that would have to list it cannot be had.',
    rule: '§4.1 row issuer_key; C-25',
  },
  {
    finding: 'status:retrieval',
    because: 'The credential names a revocation list that cannot be had, so nobody knows whether it was revoked.',
    rule: '§4.1 row status; E-03',
  },
  {
    finding: 'schema:required',
    because: 'What the data model demands is missing, so the document is malformed, whoever signed it.',
    rule: '§4.1 row schema, and rule 3: a malformed thing is never unknown',
  },
];
