/**
 * Tells clients what the runtime has committed.
 *
 * L1 A change that nobody listens to costs a look into a map: rows are read only for topics with subscribers.
 * L2 Changes are collected for 50 ms and read in one query for many runs; of each thing only the latest state is sent.
 * L3 What is sent was read after the commit it tells of. A client may see an older state after a newer one, but the
 *    newer one's commit sends it again.
 * L4 Feeds belong to one organization; who joins one is let in by the services that REST calls.
 */
import type { CommittedChange } from '@innoflow/runtime';
import { type Actor, assertPermission } from '../modules/actor.ts';
import type { HumanTaskService } from '../modules/human-tasks/service.ts';
import type { Viewer } from '../modules/human-tasks/visibility.ts';
import type { RunService } from '../modules/runs/service.ts';
import type { WorkflowService } from '../modules/workflows/service.ts';
import { Feed, RunFeed, type Seat, type Subscriber } from './feed.ts';
import { PendingChanges } from './pending-changes.ts';
import { type Feeds, publishChanges, runEvent, taskRunEvent } from './publisher.ts';
import { type ParsedTopic, parseTopic } from './topic.ts';

export type LiveHubOptions = {
  runs: Pick<RunService, 'getChanges' | 'summaries' | 'taskRuns'>;
  workflows: Pick<WorkflowService, 'assertVisible'>;
  humanTasks: Pick<HumanTaskService, 'changes' | 'getViewer'>;
  logger: { warn(fields: object, message: string): void };
};

/** Where a subscriber stands after joining; `reset` says that it has to read the state over REST. */
export type Joined = { seq: number; reset: boolean };

const COLLECT_MS = 50;
/** When that many runs changed at once, the next ones are collected for longer. */
const MANY_RUNS = 100;
const COLLECT_MANY_MS = 250;
const RETRY_MS = 1_000;
/** Clients that lost their connection come back within that time and find what they missed. */
const KEEP_EMPTY_MS = 60_000;
const JOIN_TRIES = 3;

export class LiveHub {
  readonly #options: LiveHubOptions;
  readonly #organizations = new Map<string, Feeds>();
  #pending = new Map<string, PendingChanges>();
  #publishTimer: NodeJS.Timeout | undefined;
  #sweepTimer: NodeJS.Timeout | undefined;
  #publishing = false;

  constructor(options: LiveHubOptions) {
    this.#options = options;
  }

  start(): void {
    this.#sweepTimer ??= setInterval(
      () => this.#dropEmpty(Date.now() - KEEP_EMPTY_MS),
      KEEP_EMPTY_MS,
    ).unref();
  }

  stop(): void {
    clearInterval(this.#sweepTimer);
    clearTimeout(this.#publishTimer);
    this.#sweepTimer = undefined;
    this.#publishTimer = undefined;
    this.#organizations.clear();
    this.#pending.clear();
  }

  /** For `runtime.onCommitted`. */
  committed(changes: readonly CommittedChange[]): void {
    for (const change of changes) {
      const feeds = this.#organizations.get(change.organizationId);
      if (!feeds) continue;
      const { organizationId, runId } = change;
      const listed = isHeard(feeds, 'runs') || isHeard(feeds, `workflow:${change.workflowId}`);
      if (listed || feeds.runs.has(runId)) this.#pendingOf(organizationId).addRun(change);
      if (change.humanTasksChanged && isHeard(feeds, 'inbox')) {
        this.#pendingOf(organizationId).humanTaskRuns.add(runId);
      }
    }
  }

  /** A human task was changed by a person. */
  humanTaskChanged(organizationId: string, id: string, assigneesBefore: readonly string[]): void {
    const feeds = this.#organizations.get(organizationId);
    if (feeds && isHeard(feeds, 'inbox')) this.#pendingOf(organizationId).addHumanTask(id, assigneesBefore);
  }

  /** A workflow or one of its triggers was changed. */
  workflowChanged(organizationId: string, workflowId: string): void {
    const topic = `workflow:${workflowId}`;
    const feeds = this.#organizations.get(organizationId);
    if (!feeds || !isHeard(feeds, topic)) return;
    feeds.lists.get(topic)?.publish([{ key: topic, event: { type: 'workflow.updated', workflowId } }]);
  }

  /**
   * Lets the subscriber in, tells it by `joined`, and from then on delivers; first what came after `since`, when that
   * is known. Returns the way to leave. Throws `not_found` and `forbidden` like REST.
   */
  async subscribe(
    actor: Actor,
    text: string,
    since: number | undefined,
    subscriber: Subscriber,
    joined: (where: Joined) => void,
  ): Promise<() => void> {
    const topic = parseTopic(text);
    return topic.kind === 'run'
      ? this.#joinRun(actor, topic.id, since, subscriber, joined)
      : this.#joinList(actor, topic, since, subscriber, joined);
  }

  async #joinList(
    actor: Actor,
    topic: Exclude<ParsedTopic, { kind: 'run' }>,
    since: number | undefined,
    subscriber: Subscriber,
    joined: (where: Joined) => void,
  ): Promise<() => void> {
    const viewer = await this.#admit(actor, topic);
    const text = topic.kind === 'workflow' ? `workflow:${topic.id}` : topic.kind;
    const { lists } = this.#feedsOf(actor.organizationId);
    const feed = lists.get(text) ?? new Feed(text, Date.now());
    lists.set(text, feed);
    const seat: Seat = { subscriber, viewer, joining: false, missed: false };
    if (since !== undefined && feed.knows(since)) {
      joined({ seq: since, reset: false });
      feed.resume(seat, since);
    } else {
      joined({ seq: feed.seq, reset: since !== undefined });
    }
    feed.seats.add(seat);
    return () => {
      feed.seats.delete(seat);
      feed.emptySince = Date.now();
    };
  }

  async #admit(actor: Actor, topic: Exclude<ParsedTopic, { kind: 'run' }>): Promise<Viewer | null> {
    switch (topic.kind) {
      case 'workflow':
        await this.#options.workflows.assertVisible(actor, topic.id);
        return null;
      case 'inbox':
        assertPermission(actor, 'inbox.use');
        return this.#options.humanTasks.getViewer(actor);
      case 'runs':
      case 'analytics':
        assertPermission(actor, 'run.view');
        return null;
    }
  }

  /** Sits down before it reads, so that nothing falls between; reads again when something came meanwhile. */
  async #joinRun(
    actor: Actor,
    runId: string,
    since: number | undefined,
    subscriber: Subscriber,
    joined: (where: Joined) => void,
  ): Promise<() => void> {
    const { runs } = this.#feedsOf(actor.organizationId);
    const feed = runs.get(runId) ?? new RunFeed(`run:${runId}`);
    runs.set(runId, feed);
    const seat: Seat = { subscriber, viewer: null, joining: true, missed: false };
    feed.seats.add(seat);
    const leave = () => {
      feed.seats.delete(seat);
      if (feed.seats.size === 0 && runs.get(runId) === feed) runs.delete(runId);
    };
    const position = since === undefined ? undefined : RunFeed.positionOf(since);
    try {
      for (let tries = 1; ; tries += 1) {
        seat.missed = false;
        const { run, lastSeq, taskRuns } = await this.#options.runs.getChanges(actor, runId, position);
        if (seat.missed && tries < JOIN_TRIES) continue;
        feed.reach(lastSeq);
        const known = !seat.missed && position !== undefined && position <= lastSeq;
        seat.joining = false;
        if (since !== undefined && known && taskRuns !== undefined) {
          joined({ seq: since, reset: false });
          feed.resume(seat, since, lastSeq, [...taskRuns.map(taskRunEvent), runEvent(run)]);
        } else {
          joined({ seq: feed.seq, reset: since !== undefined });
        }
        return leave;
      }
    } catch (error) {
      leave();
      throw error;
    }
  }

  #feedsOf(organizationId: string): Feeds {
    const known = this.#organizations.get(organizationId);
    if (known) return known;
    const feeds: Feeds = { lists: new Map(), runs: new Map() };
    this.#organizations.set(organizationId, feeds);
    return feeds;
  }

  #pendingOf(organizationId: string): PendingChanges {
    let pending = this.#pending.get(organizationId);
    if (!pending) {
      pending = new PendingChanges();
      this.#pending.set(organizationId, pending);
      this.#publishIn(COLLECT_MS);
    }
    return pending;
  }

  #publishIn(delayMs: number): void {
    if (this.#publishing) return;
    this.#publishTimer ??= setTimeout(() => void this.#publish(), delayMs);
  }

  async #publish(): Promise<void> {
    this.#publishTimer = undefined;
    this.#publishing = true;
    const collected = this.#pending;
    this.#pending = new Map();
    let delayMs = COLLECT_MS;
    for (const [organizationId, pending] of collected) {
      if (pending.runs.size > MANY_RUNS) delayMs = COLLECT_MANY_MS;
      const feeds = this.#organizations.get(organizationId);
      if (!feeds) continue;
      try {
        await publishChanges(this.#options, organizationId, feeds, pending);
      } catch (error) {
        this.#options.logger.warn({ err: error }, 'changes could not be read for live updates; trying again');
        this.#pendingOf(organizationId).merge(pending);
        delayMs = RETRY_MS;
      }
    }
    this.#publishing = false;
    if (this.#pending.size > 0) this.#publishIn(delayMs);
  }

  #dropEmpty(before: number): void {
    for (const [organizationId, { lists, runs }] of this.#organizations) {
      for (const [topic, feed] of lists) {
        if (feed.seats.size === 0 && feed.emptySince < before) lists.delete(topic);
      }
      if (lists.size === 0 && runs.size === 0) this.#organizations.delete(organizationId);
    }
  }
}

/**
 * Whether somebody listens. A feed that has been left is forgotten at the first event that it would have had: who
 * comes back then is told to read the state.
 */
function isHeard(feeds: Feeds, topic: string): boolean {
  const feed = feeds.lists.get(topic);
  if (!feed) return false;
  if (feed.seats.size > 0) return true;
  feeds.lists.delete(topic);
  return false;
}
