// Name servers of a test: they answer what they are told, and remember what they were asked.
import type { Resolver } from '../../src/platform/outgoing/resolver.ts';

export interface StubDns extends Resolver {
  /** Every name that was asked for, in order. */
  readonly asked: readonly string[];
}

/** For each name its answers one after the other, the last one for ever; other names do not exist. */
export function stubDns(answers: Readonly<Record<string, readonly (readonly string[])[]>>): StubDns {
  const asked: string[] = [];
  return {
    asked,
    addressesOf: async (host) => {
      const before = asked.filter((name) => name === host).length;
      asked.push(host);
      const answer = answers[host]?.[before] ?? answers[host]?.at(-1);
      if (answer === undefined) throw Object.assign(new Error(`no such name: ${host}`), { code: 'ENOTFOUND' });
      return answer;
    },
  };
}
