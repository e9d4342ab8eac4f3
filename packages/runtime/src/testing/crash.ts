import type { JournalStore } from '../ports.ts';

/** A store that can be cut off: afterwards nothing that goes in comes back, as when the process was killed. */
export class CrashableStore {
  dead = false;
  /** Called before each commit; what it throws or awaits happens to the commit. */
  beforeCommit: (() => Promise<void>) | undefined;

  readonly wrap = (store: JournalStore): JournalStore =>
    new Proxy(store, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>; // every member of the port is a method
        return async (...args: unknown[]) => {
          if (this.dead) return new Promise(() => undefined);
          if (name === 'commit') await this.beforeCommit?.();
          const result = await method.apply(target, args);
          return this.dead ? new Promise(() => undefined) : result;
        };
      },
    });
}

/** A promise to be settled from outside. */
export class Gate {
  open: () => void = () => undefined;
  readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });
}
