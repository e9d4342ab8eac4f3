import type { FastifyBaseLogger } from 'fastify';

const EVERY_MS = 6 * 3600 * 1000;

/** Work that keeps the database tidy, every six hours; each piece is safe in several processes at once. */
export class Maintenance {
  readonly #logger: Pick<FastifyBaseLogger, 'warn'>;
  readonly #works: readonly (() => Promise<void>)[];
  #timer: NodeJS.Timeout | undefined;

  constructor(logger: Pick<FastifyBaseLogger, 'warn'>, works: readonly (() => Promise<void>)[]) {
    this.#logger = logger;
    this.#works = works;
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.#run(), EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #run(): Promise<void> {
    for (const work of this.#works) {
      try {
        await work();
      } catch (error) {
        this.#logger.warn({ err: error }, 'maintenance failed; it is tried again');
      }
    }
  }
}
