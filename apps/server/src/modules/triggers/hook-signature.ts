import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '@innoflow/contracts';

const FIELD = 'headers.x-hub-signature-256';
const PATTERN = /^sha256=([0-9a-f]{64})$/i;

/**
 * Checks `X-Hub-Signature-256` as GitHub makes it: `sha256=` and the hexadecimal HMAC-SHA256 of the body as it was
 * sent. https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function assertSignature(secret: string, header: string | string[] | undefined, body: Buffer): void {
  if (header === undefined || header === '') {
    throw new AppError('webhook_signature_missing', {
      detail:
        'Send the header X-Hub-Signature-256: "sha256=" and the HMAC-SHA256 of the body with the secret of the webhook, in hexadecimal.',
      errors: [{ field: FIELD, rule: 'required', message: 'is missing' }],
    });
  }
  const sent = typeof header === 'string' ? PATTERN.exec(header)?.[1] : undefined;
  const right = createHmac('sha256', secret).update(body).digest();
  if (sent !== undefined && timingSafeEqual(Buffer.from(sent, 'hex'), right)) return;
  throw new AppError('webhook_signature_invalid', {
    detail:
      'X-Hub-Signature-256 is not the HMAC-SHA256 of this body. Check that both sides have the same secret and that the body is signed as it is sent.',
    errors: [{ field: FIELD, rule: 'signature', message: 'does not match the body' }],
  });
}
