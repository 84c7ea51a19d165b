// Why nothing could be verified: what was given to the command cannot be used.
import type { english } from '../../platform/messages/en/messages.ts';

export type CannotBeginReason = keyof (typeof english)['rooms']['verifyCommand'];

export class CannotBegin extends Error {
  readonly reason: CannotBeginReason;
  readonly values: Readonly<Record<string, string>>;

  constructor(reason: CannotBeginReason, values: Readonly<Record<string, string>>) {
    super(reason);
    this.name = 'CannotBegin';
    this.reason = reason;
    this.values = values;
  }
}
