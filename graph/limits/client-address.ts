import { isIPv6 } from 'node:net';
import type { Context } from 'hono';
import type { AppEnv } from '../../platform/http/app-env.js';

const IPV4_IN_IPV6 = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;

/**
 * Where a request comes from, as far as it can be limited by it: an IPv4 address, or the /64 that an IPv6 client can choose
 * addresses from. `trustedProxies` is how many proxies of one's own stand in front, each of which appends the address that
 * it saw to X-Forwarded-For; what a client writes there itself is further left and counts for nothing.
 */
export function clientAddress(c: Context<AppEnv>, trustedProxies: number): string {
  const peer = c.env?.outgoing?.req.socket.remoteAddress ?? 'local';
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim());
  const seen = trustedProxies === 0 ? peer : (forwarded.at(-trustedProxies) ?? peer);
  return toLimited(seen === '' ? peer : seen);
}

function toLimited(address: string): string {
  const mapped = IPV4_IN_IPV6.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  return isIPv6(address) ? networkOf(address) : address;
}

/** The first four groups of an IPv6 address, written out. */
function networkOf(address: string): string {
  const [left = '', right] = (address.split('%')[0] ?? '').split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const gap = right === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  const groups = [...head, ...Array.from({ length: gap }, () => '0'), ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
