// What a command is handed of the running program. The app is built above this floor; commands see only this face of it.
import type { Services } from '../services.ts';
import type { Database } from '../platform/db/database.ts';

export interface Waymark {
  readonly http: {
    listen(options: { readonly host: string; readonly port: number }): Promise<string>;
    ready(): PromiseLike<unknown>;
    swagger(): unknown;
  };
  readonly services: Services;
  readonly database: Database;
  readonly newOperatorKey: string | undefined;
  startWorker(): Promise<void>;
  close(): Promise<void>;
}

/** The settings that commands look at. */
export interface CommandSettings {
  readonly host: string;
  readonly port: number;
  readonly publicOrigin: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly sample: boolean;
  readonly docs: boolean;
  /** The configured key of the operator; undefined when one was made at first start. */
  readonly operatorKey: string | undefined;
  /** The language of the terminal, such as `es_MX.UTF-8`. */
  readonly language: string | undefined;
}

export type OpenWaymark = (progress?: (stage: 'opening' | 'migrating' | 'ready') => void) => Promise<Waymark>;

/** Where a command writes for people. */
export function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
