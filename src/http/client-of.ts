// Who asks, as far as requests without a key can be told apart: by the network of the address that a proxy saw.
import type { FastifyRequest } from 'fastify';
import { networkOf } from '../platform/outgoing/network-of.ts';

/** How many proxies stand in front, or which addresses and networks they have; `false`: none is believed. */
export type TrustedProxies = false | number | readonly string[];

/** Of the addresses in X-Forwarded-For those that a proxy wrote, as Fastify's `trustProxy`: a client can write the rest. */
export function believed(proxies: TrustedProxies): false | string[] | ((address: string, hop: number) => boolean) {
  if (typeof proxies === 'number') return (_address, hop) => hop < proxies;
  return proxies === false ? false : [...proxies];
}

/** The key that asks, or the network of whoever asks without one. For counting, never for letting anyone in. */
export function clientOf({ principal, ip }: FastifyRequest): string {
  return principal?.kind === 'key' ? principal.keyId : networkOf(ip);
}
