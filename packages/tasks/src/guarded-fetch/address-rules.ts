import { BlockList, isIP } from 'node:net';

/** `forbidden`: no task may reach it, whatever the operator allows. `private`: only when the operator allows it. */
export type AddressKind = 'public' | 'private' | 'forbidden';

/**
 * Link-local, where clouds serve machine credentials (169.254.169.254), and the metadata services that lie elsewhere:
 * AWS and GCP over IPv6, Alibaba, Azure's wire server, Oracle.
 */
const FORBIDDEN = [
  '169.254.0.0/16',
  'fe80::/10',
  'fd00:ec2::254/128',
  'fd20:ce::254/128',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '192.0.0.192/32',
];

/** The special-purpose registries of IANA (RFC 6890 and its successors), with multicast and what tunnels to IPv4. */
const PRIVATE = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '::ffff:0:0:0/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fec0::/10',
  'ff00::/8',
];

const forbidden = blockList(FORBIDDEN);
const reserved = blockList(PRIVATE);

/** What kind an IP address is; IPv4 inside IPv6 (mapped, or NAT64) is judged as IPv4. Not an address: forbidden. */
export function addressKind(text: string): AddressKind {
  const address = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const version = isIP(address);
  if (version === 0) return 'forbidden';
  const inner = version === 6 ? embeddedIpv4(address) : undefined;
  if (inner) return addressKind(inner);
  const family = version === 6 ? 'ipv6' : 'ipv4';
  if (forbidden.check(address, family)) return 'forbidden';
  return reserved.check(address, family) ? 'private' : 'public';
}

/** The IPv4 address in `::ffff:a.b.c.d` and `64:ff9b::a.b.c.d` (RFC 4291 section 2.5.5.2, RFC 6052). */
function embeddedIpv4(address: string): string | undefined {
  // URL writes an IPv6 address in its one short form, with the last 32 bits as two groups.
  const short = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const groups = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short);
  if (!groups) return /^64:ff9b::[0-9a-f]{0,4}$/.test(short) ? '0.0.0.0' : undefined;
  const [high, low] = [Number.parseInt(groups[1] ?? '', 16), Number.parseInt(groups[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), network.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}
