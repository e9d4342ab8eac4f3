import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The yardstick in a process of its own. */
export class Echo {
  readonly url: string;
  readonly #stop: () => Promise<void>;

  private constructor(url: string, stop: () => Promise<void>) {
    this.url = url;
    this.#stop = stop;
  }

  static async start(): Promise<Echo> {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'echo-server.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env['PATH'], NODE_ENV: 'production' },
    });
    child.stdout.setEncoding('utf8');
    const [line] = await once(child.stdout, 'data');
    return new Echo(String(line).trim(), async () => {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    });
  }

  stop(): Promise<void> {
    return this.#stop();
  }
}
