import { parseArgs } from 'node:util';
import { serve } from './serve.ts';

/** Serves until it is told to stop. `--dev`: pages with hot reload. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { dev: { type: 'boolean', default: false } } });
  await serve({ dev: values.dev });
}
