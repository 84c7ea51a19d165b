// Figures for operators in the Prometheus text format. Labels hold routes and codes, never ids of people.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Database } from '../platform/db/database.ts';
import { deployment } from '../platform/db/scope.ts';
import { outboxFigures } from '../platform/outbox/outbox.ts';

export interface Metrics {
  observeAnswer(facts: { method: string; route: string; status: number; seconds: number }): void;
  countVerification(outcome: string): void;
  alarm(what: string): void;
  text(): Promise<string>;
  readonly contentType: string;
}

export function metrics(database: Database): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Histogram({
    name: 'waymark_http_answer_seconds',
    help: 'Time from request to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const verifications = new Counter({
    name: 'waymark_verifications_total',
    help: 'Verifications by outcome',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const alarms = new Counter({
    name: 'waymark_alarms_total',
    help: 'Things that must never happen, such as a signature that does not verify',
    labelNames: ['what'],
    registers: [registry],
  });
  const waiting = new Gauge({ name: 'waymark_outbox_waiting', help: 'Tasks that wait', registers: [registry] });
  const parked = new Gauge({ name: 'waymark_outbox_parked', help: 'Tasks that were given up', registers: [registry] });
  return {
    observeAnswer: ({ method, route, status, seconds }) => answers.observe({ method, route, status }, seconds),
    countVerification: (outcome) => verifications.inc({ outcome }),
    alarm: (what) => alarms.inc({ what }),
    text: async () => {
      const figures = await database.read(deployment, outboxFigures);
      waiting.set(figures.waiting);
      parked.set(figures.parked);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
