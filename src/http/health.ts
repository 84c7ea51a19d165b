// Whether the process lives, and whether it can do its work.
import type { FastifyInstance } from 'fastify';
import type { Database } from '../platform/db/database.ts';

const config = { page: true } as const;
const schema = { hide: true } as const;

export function healthRoutes(app: FastifyInstance, database: Database, masterKeyFits: boolean): void {
  app.get('/health/live', { config, schema }, async () => ({ status: 'ok' }));
  app.get('/health/ready', { config, schema }, async (_request, reply) => {
    const databaseAnswers = await database.ping().then(
      () => true,
      () => false,
    );
    const checks = { database: databaseAnswers, masterKey: masterKeyFits };
    const ready = databaseAnswers && masterKeyFits;
    void reply.code(ready ? 200 : 503).header('cache-control', 'no-store');
    return { status: ready ? 'ok' : 'not ready', checks };
  });
}
