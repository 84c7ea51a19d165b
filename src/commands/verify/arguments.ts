// What `waymark verify` is asked: the words after the command's name.
import { parseArgs } from 'node:util';

export interface VerifyArguments {
  /** A file, an http(s) URL, or `-` for standard input. */
  readonly subject: string;
  readonly json: boolean;
  readonly email?: string;
  /** File that lists trust registries. */
  readonly trustRegistries?: string;
  /** File of a verification pack. */
  readonly pack?: string;
  /** did:key of whoever must have signed the pack. */
  readonly packKey?: string;
}

/** Undefined when the words make no sense; the caller then shows how it is used. */
export function verifyArguments(words: readonly string[]): VerifyArguments | undefined {
  const read = parsed(words);
  const [subject, ...others] = read?.positionals ?? [];
  if (read === undefined || subject === undefined || others.length > 0) return undefined;
  const { json = false, email, pack } = read.values;
  const { 'trust-registries': trustRegistries, 'pack-key': packKey } = read.values;
  if (packKey !== undefined && pack === undefined) return undefined;
  return {
    subject,
    json,
    ...(email !== undefined && { email }),
    ...(trustRegistries !== undefined && { trustRegistries }),
    ...(pack !== undefined && { pack }),
    ...(packKey !== undefined && { packKey }),
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        email: { type: 'string' },
        'trust-registries': { type: 'string' },
        pack: { type: 'string' },
        'pack-key': { type: 'string' },
      },
    });
  } catch {
    return undefined;
  }
}
