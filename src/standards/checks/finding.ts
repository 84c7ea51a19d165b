// What a rule about the content of a document answers: nothing, or each place that breaks it.
import type { JsonObject } from '../../kernel/json.ts';
import type { DataModel } from '../document-kind.ts';
import type { CheckCode } from './check-codes.ts';

export interface Finding<N extends 'schema' | 'lint' = 'schema'> {
  readonly code: CheckCode<N>;
  /** JSON Pointer to the member that is wrong, or to where one is missing. */
  readonly pointer: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** A rule that holds both before signing and when verifying. */
export type SchemaRule = (document: JsonObject, dataModel: DataModel) => readonly Finding[];

/** A rule only for what we are about to sign. */
export type LintRule = (document: JsonObject, now: Date) => readonly Finding<'lint'>[];
