import type { DraftDefinition, Workflow } from '@innoflow/contracts';
import { equalJson } from '../model/json.ts';

/**
 * Brings the draft to the server.
 *
 * States: saved → pending (something changed; a timer runs) → saving → saved | pending | failed | conflict.
 * S1 At most one request is under way; what changes meanwhile goes with the next one.
 * S2 A definition is sent with the revision that it was made from; the server refuses it when the draft has moved on.
 * S3 In conflict nothing is sent until the person has chosen; neither version is lost by the choice.
 * S4 A failed save keeps what it could not send, and tries again after a while and with the next change.
 */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'conflict'; readonly theirs: Workflow };

export type DraftPatch = { name?: string; description?: string; definition?: DraftDefinition };

type SaverPorts = {
  /** Sends a patch; `revision` goes as If-Match. Throws ApiError. */
  send(patch: DraftPatch, revision: number | undefined): Promise<Workflow>;
  /** The workflow as it now is at the server. */
  read(): Promise<Workflow>;
  isConflict(error: unknown): boolean;
  onState(state: SaveState): void;
  onSaved(workflow: Workflow): void;
};

const QUIET_MS = 800;
const RETRY_MS = 5_000;

export class DraftSaver {
  readonly #ports: SaverPorts;
  #revision: number;
  #waiting: DraftPatch = {};
  #state: SaveState = { kind: 'saved' };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | undefined;

  constructor(revision: number, ports: SaverPorts) {
    this.#revision = revision;
    this.#ports = ports;
  }

  get state(): SaveState {
    return this.#state;
  }

  /** Revision of the draft that this side's version was made from. */
  get revision(): number {
    return this.#revision;
  }

  /** Takes over a draft that came from the server without a conflict. */
  adopt(revision: number): void {
    this.#revision = revision;
  }

  change(patch: DraftPatch): void {
    this.#waiting = { ...this.#waiting, ...patch };
    if (this.#state.kind === 'conflict' || this.#state.kind === 'saving') return;
    this.#setState({ kind: 'pending' });
    this.#schedule(QUIET_MS);
  }

  /** Sends now what waits; resolves when nothing is under way any more. True when all of it is saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#sending) await this.#sending;
    if (this.#state.kind !== 'conflict' && this.#hasWaiting()) await this.#send();
    return this.#state.kind === 'saved';
  }

  /** Answers a conflict: this side's version replaces the other one. */
  async keepMine(): Promise<void> {
    if (this.#state.kind !== 'conflict') return;
    this.#revision = this.#state.theirs.draftRevision;
    this.#setState({ kind: 'pending' });
    await this.flush();
  }

  /** Answers a conflict: the other version stays, and what waited here is dropped; the caller shows the other one. */
  takeTheirs(): void {
    if (this.#state.kind !== 'conflict') return;
    this.#revision = this.#state.theirs.draftRevision;
    this.#waiting = {};
    this.#setState({ kind: 'saved' });
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #hasWaiting(): boolean {
    return Object.keys(this.#waiting).length > 0;
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  async #send(): Promise<void> {
    this.#sending = this.#sendOnce().finally(() => {
      this.#sending = undefined;
    });
    await this.#sending;
    if (this.#state.kind === 'pending') this.#schedule(QUIET_MS);
  }

  async #sendOnce(): Promise<void> {
    const patch = this.#waiting;
    this.#waiting = {};
    this.#setState({ kind: 'saving' });
    try {
      const saved = await this.#ports.send(patch, patch.definition ? this.#revision : undefined);
      this.#revision = saved.draftRevision;
      this.#ports.onSaved(saved);
      this.#setState({ kind: this.#hasWaiting() ? 'pending' : 'saved' });
    } catch (error) {
      this.#waiting = { ...patch, ...this.#waiting };
      if (this.#ports.isConflict(error)) await this.#meetConflict();
      else {
        this.#setState({ kind: 'failed', error });
        this.#schedule(RETRY_MS);
      }
    }
  }

  async #meetConflict(): Promise<void> {
    try {
      const theirs = await this.#ports.read();
      if (equalJson(theirs.definition, this.#waiting.definition)) {
        // both sides made the same draft (our own answer may have been lost on the way): nothing to choose
        this.#revision = theirs.draftRevision;
        const { definition: _, ...rest } = this.#waiting;
        this.#waiting = rest;
        this.#setState({ kind: this.#hasWaiting() ? 'pending' : 'saved' });
      } else this.#setState({ kind: 'conflict', theirs });
    } catch (error) {
      this.#setState({ kind: 'failed', error });
      this.#schedule(RETRY_MS);
    }
  }

  #setState(state: SaveState): void {
    this.#state = state;
    this.#ports.onState(state);
  }
}
