// The one error the standards floor throws: something cannot be expressed or signed as the standard demands.
// Callers translate it into their own refusal; the code is stable.

export type StandardsErrorCode =
  | 'undefined_term'
  | 'undefined_type'
  | 'relative_iri'
  | 'invalid_language'
  | 'unknown_context'
  | 'complexity_limit'
  | 'data_loss'
  | 'invalid_created'
  | 'not_issuable'
  | 'bad_key'
  | 'bad_picture'
  | 'range_error';

export class StandardsError extends Error {
  readonly code: StandardsErrorCode;
  /** JSON Pointer to the place in the document, where it could be found. */
  readonly pointer: string | undefined;

  constructor(code: StandardsErrorCode, detail: string, options: { pointer?: string; cause?: unknown } = {}) {
    super(detail, { cause: options.cause });
    this.name = 'StandardsError';
    this.code = code;
    this.pointer = options.pointer;
  }
}
