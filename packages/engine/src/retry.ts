import { parseDuration, type RetryPolicy } from '@innoflow/contracts';

/**
 * Milliseconds until the next attempt, or undefined when there is none: the policy is missing, used up, or the error
 * cannot be mended. The delay is `initialDelay × backoff^(attempt − 1)`, at most `maxDelay`; with jitter between half
 * of that and its whole (`random` in [0, 1) comes from outside). A delay that the other side asks for is kept to
 * when it is longer.
 */
export function retryDelay(
  policy: RetryPolicy | null,
  attempt: number,
  error: { retryable: boolean; retryAfterMs?: number | undefined },
  random: number,
): number | undefined {
  if (!policy || !error.retryable || attempt >= policy.maxAttempts) return undefined;
  const initial = parseDuration(policy.initialDelay) ?? 1_000;
  const longest = parseDuration(policy.maxDelay) ?? 300_000;
  const delay = Math.min(longest, initial * policy.backoff ** (attempt - 1));
  const spread = policy.jitter ? delay / 2 + (delay / 2) * random : delay;
  return Math.round(Math.max(spread, error.retryAfterMs ?? 0));
}
