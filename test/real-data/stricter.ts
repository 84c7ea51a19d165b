// Where this verifier is stricter than a folder of real credentials expects, on purpose: one entry for each rule of the
// verifier's contract that it follows (facts §4), with the findings in which the rule speaks. An entry only excuses an answer
// that is stricter than the expected one, and never one about a badge that says of itself that it is an Open Badge 3.0 and
// whose issuer is a did:key.

export interface StricterRule {
  /** The findings that make the difference, as `check:code`. */
  readonly findings: readonly string[];
  readonly because: string;
  /** Row or section of the contract. */
  readonly rule: string;
}

export const stricterRules: readonly StricterRule[] = [
  {
    findings: ['context:recompacted', 'context:inline_context', 'context:unknown_context'],
    because:
      'A context that nobody pinned can give a known word another meaning: a document with one is never called valid, and one that defines how it is itself secured is refused.',
    rule: '§4.1 row context; §4.2, last paragraph',
  },
  {
    findings: ['issuer_key:jwk_not_bound', 'issuer_key:unreachable'],
    because:
      'The token brings its key along in its header, and the document of the issuer does not list it or cannot be had.',
    rule: '§4.1 row issuer_key; C-25',
  },
  {
    findings: ['issuer_key:did_host_forbidden'],
    because: 'The identifier of the issuer leads to an address that no public institution can have.',
    rule: '§4.1 row issuer_key; D-01',
  },
  {
    findings: ['status:retrieval'],
    because: 'The credential names a revocation list that cannot be had, so nobody knows whether it was revoked.',
    rule: '§4.1 row status; E-03',
  },
  {
    findings: ['schema:required', 'schema:value', 'schema:date_time', 'schema:uri_scheme', 'parse:not_a_credential'],
    because:
      'What the data model demands is missing or malformed, whoever signed it and whether or not that can be known.',
    rule: '§4.1 rows parse and schema; rule 3: a malformed thing is never unknown',
  },
  {
    findings: ['credential:invalid', 'credential:indeterminate', 'endorsement:unknown'],
    because: 'It holds a credential or an endorsement that does not hold on its own, or of which that is not known.',
    rule: '§4.1, rule 5: the same rules for everything inside; §4.2, each gated on its own',
  },
  {
    findings: ['proof:claim_mismatch', 'proof:data_loss', 'structure:alias_key', 'structure:nested_context'],
    because:
      'The token and the credential in it disagree, or a word of it has no meaning that a signature could cover: both are certain without the key.',
    rule: '§4.1 row proof; §4.2 (d); C-29, B-02',
  },
];
