import { serve } from './serve.ts';

/** Advances runs; of HTTP it answers only health checks and metrics. */
export async function run(): Promise<void> {
  await serve({ role: 'worker' });
}
