/**
 * Whether an error of `pg` says that the database could not be reached or the connection broke, rather than that the
 * statement is wrong. SQLSTATE classes 08 (connection), 57P (shutdown, crash) and 53 (resources) come from the server;
 * the rest are the socket's.
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^(08|57P|53)/.test(code)) return true;
  if (/^(ECONN|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)/.test(code)) return true;
  return /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|not queryable/i.test(
    error.message,
  );
}
