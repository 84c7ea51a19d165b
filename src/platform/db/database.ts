// One database behind two drivers: PGlite in the process, or a Postgres server. Everything above sees this interface.
import { sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { Problem } from '../../kernel/problem.ts';
import { scopeSettings } from './scope.ts';
import type { Scope } from './scope.ts';

/** The part of drizzle that both drivers share. */
export type Queryable = PgDatabase<PgQueryResultHKT>;

/** A transaction that only reads. Store functions ask for the scope they need: `Reader<InstitutionScope>`. */
export interface Reader<S extends Scope = Scope> {
  readonly scope: S;
  readonly db: Queryable;
}

/** A transaction that may write. */
export interface Tx<S extends Scope = Scope> extends Reader<S> {
  /** Runs `work` once the transaction has committed; never when it is rolled back. */
  afterCommit(work: () => void): void;
}

export interface Database {
  readonly engine: 'pglite' | 'postgres';
  /**
   * Runs `work` in one read-only transaction under the scope; all its queries see the same moment.
   * On the embedded engine there is one connection: `work` must use its reader only and must not wait for I/O or signing.
   */
  read<S extends Scope, T>(scope: S, work: (reader: Reader<S>) => Promise<T>): Promise<T>;
  /** Runs `work` in one transaction under the scope; it commits when `work` resolves and rolls back when it rejects. */
  write<S extends Scope, T>(scope: S, work: (tx: Tx<S>) => Promise<T>): Promise<T>;
  /** Applies outstanding migrations under an advisory lock; safe when several processes start at once. */
  migrate(): Promise<void>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  /** The server's version, such as `15.18`. */
  version(): Promise<string>;
  close(): Promise<void>;
}

export interface Driver {
  readonly engine: Database['engine'];
  readonly db: Queryable;
  migrate(): Promise<void>;
  close(): Promise<void>;
}

/** A Database over one driver. */
export function databaseOver(driver: Driver): Database {
  const run = <S extends Scope, T>(
    scope: S,
    accessMode: 'read only' | 'read write',
    work: (tx: Tx<S>) => Promise<T>,
  ): Promise<T> => {
    const later: (() => void)[] = [];
    return driver.db
      .transaction(
        async (db) => {
          const settings = scopeSettings(scope);
          await db.execute(
            sql`select set_config('waymark.scope', ${settings.scope}, true), set_config('waymark.subject', ${settings.subject}, true)`,
          );
          return work({ scope, db, afterCommit: (after) => later.push(after) });
        },
        accessMode === 'read only' ? { accessMode, isolationLevel: 'repeatable read' } : { accessMode },
      )
      .then(
        (result) => {
          for (const after of later) after();
          return result;
        },
        (error: unknown) => {
          throw translated(error);
        },
      );
  };
  return {
    engine: driver.engine,
    read: (scope, work) => run(scope, 'read only', work),
    write: (scope, work) => run(scope, 'read write', work),
    migrate: () => driver.migrate(),
    ping: async () => {
      await driver.db.execute(sql`select 1`);
    },
    version: async () => {
      const result = (await driver.db.execute(sql`show server_version`)) as {
        rows: { server_version: string }[];
      };
      return result.rows[0]?.server_version.split(' ')[0] ?? 'unknown';
    },
    close: () => driver.close(),
  };
}

/** The SQLSTATE and constraint of a database error, wherever in the chain of causes it sits. */
export function databaseErrorFacts(error: unknown): { code?: string; constraint?: string } {
  for (
    let current: unknown = error, depth = 0;
    current instanceof Error && depth < 6;
    current = current.cause, depth++
  ) {
    const facts = current as { code?: unknown; constraint?: unknown };
    if (typeof facts.code === 'string' && /^[0-9A-Z]{5}$/.test(facts.code)) {
      return typeof facts.constraint === 'string'
        ? { code: facts.code, constraint: facts.constraint }
        : { code: facts.code };
    }
  }
  return {};
}

/** Whether an insert met a row that is already there (SQLSTATE 23505), optionally under the named constraint. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const facts = databaseErrorFacts(error);
  return facts.code === '23505' && (constraint === undefined || facts.constraint === constraint);
}

const CONNECTION_TROUBLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT']);

/** A lost, refused or exhausted connection becomes a 503; everything else stays what it was. */
function translated(error: unknown): unknown {
  for (
    let current: unknown = error, depth = 0;
    current instanceof Error && depth < 6;
    current = current.cause, depth++
  ) {
    const code = (current as { code?: unknown }).code;
    const lost =
      (typeof code === 'string' && (CONNECTION_TROUBLE.has(code) || code.startsWith('08') || code.startsWith('57P'))) ||
      /timeout exceeded when trying to connect|Connection terminated/i.test(current.message);
    if (lost) {
      return new Problem('unavailable', {
        detail: 'The database does not answer just now.',
        cause: error,
        retryAfterSeconds: 5,
      });
    }
  }
  return error;
}
