const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at that address (ECONNREFUSED)',
  ECONNRESET: 'the connection was closed by the other side (ECONNRESET)',
  EPIPE: 'the connection was closed by the other side (EPIPE)',
  UND_ERR_SOCKET: 'the connection was closed by the other side',
  ENOTFOUND: 'the host name is not known (ENOTFOUND)',
  EAI_AGAIN: 'the host name could not be looked up just now (EAI_AGAIN)',
  EHOSTUNREACH: 'there is no way to the host (EHOSTUNREACH)',
  ENETUNREACH: 'there is no way to the network (ENETUNREACH)',
  ETIMEDOUT: 'the connection took too long (ETIMEDOUT)',
  UND_ERR_CONNECT_TIMEOUT: 'the connection took too long',
  UND_ERR_HEADERS_TIMEOUT: 'no answer came in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped coming',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its TLS certificate is signed by an authority that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its TLS certificate could not be verified',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its TLS certificate is signed by an authority that is not trusted',
  CERT_HAS_EXPIRED: 'its TLS certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another host name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS there: http:// instead of https://?',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS there: http:// instead of https://?',
};

/** Why a request got no answer, in words; undici hides the reason in `cause`. */
export function whyUnreachable(error: unknown): string {
  let current: unknown = error;
  let last = '';
  for (let depth = 0; depth < 8 && current instanceof Error; depth += 1) {
    const code = 'code' in current && typeof current.code === 'string' ? current.code : '';
    const reason = REASONS[code];
    if (reason) return reason;
    last = code && !current.message.includes(code) ? `${current.message} (${code})` : current.message || last;
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return last || 'no reason given';
}
