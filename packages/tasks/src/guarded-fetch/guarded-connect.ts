import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import { TerminalError } from '../define-task.ts';
import { type AddressKind, addressKind } from './address-rules.ts';

/**
 * Connects only to addresses that tasks may reach. The check is made on the very addresses that the socket connects
 * to, at each connection: a name that resolves differently the second time (DNS rebinding) gains nothing, and
 * redirects are checked because they connect like anything else.
 */
export function createGuardedConnect(
  allowPrivate: boolean,
  connectTimeoutMs: number,
): buildConnector.connector {
  const allowed = (address: string) => isAllowed(addressKind(address), allowPrivate);

  const guardedLookup = (hostname: string, options: LookupOptions, callback: LookupCallback): void => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const reachable = addresses.filter(({ address }) => allowed(address));
      const [first] = reachable;
      if (!first) return callback(blocked(hostname, addresses), '', 0);
      return options.all ? callback(null, reachable) : callback(null, first.address, first.family);
    });
  };

  // TLS and TCP share `lookup`; the type of the option knows it for TCP only.
  const options = {
    allowH2: false,
    timeout: connectTimeoutMs,
    lookup: guardedLookup,
  } as buildConnector.BuildOptions;
  const connect = buildConnector(options);
  return (target, callback) => {
    const literal = target.hostname.replace(/^\[|\]$/g, '');
    // Node connects to an address without a look-up.
    if (isIP(literal) !== 0 && !allowed(literal)) {
      callback(blocked(target.hostname, [{ address: literal, family: isIP(literal) }]), null);
      return;
    }
    connect(target, callback);
  };
}

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

function isAllowed(kind: AddressKind, allowPrivate: boolean): boolean {
  return kind === 'public' || (allowPrivate && kind === 'private');
}

/** Names the host and not the address that it resolves to: that would tell strangers about the network inside. */
function blocked(host: string, addresses: readonly LookupAddress[]): TerminalError {
  const forbidden = addresses.every(({ address }) => addressKind(address) === 'forbidden');
  return new TerminalError(
    'http_blocked',
    forbidden
      ? `${host} is a link-local or metadata address, which no task may reach`
      : `${host} is a private address, which tasks may not reach here`,
  );
}
