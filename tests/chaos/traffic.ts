import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, Refusal } from '../support/api-client.ts';
import { githubHeaders, labeledIssue } from '../support/incident-intake.ts';

export type Decision = 'approved' | 'rejected';

export type TrafficOptions = {
  api: ApiClient;
  hookUrl: string;
  secret: string;
  random: () => number;
};

const POSTERS = 3;
const DECIDERS = 2;
/** From here on no new runs are started until somebody has decided some. */
const MOST_OPEN = 40;

/**
 * People and GitHub at work while the server comes and goes: posts incidents, and decides what is in the inbox.
 * What the server does not answer is forgotten; what it acknowledged is kept, to be held against it.
 */
export class Traffic {
  /** Runs whose start was acknowledged. */
  readonly acknowledged = new Set<string>();
  /** Human tasks whose decision was acknowledged. */
  readonly decided = new Map<string, Decision>();
  /** Human tasks somebody tried to decide, with or without an answer. */
  readonly touched = new Set<string>();
  /** Open human tasks as the inbox showed them last. */
  readonly seen = new Set<string>();
  /** Answers that are wrong at any time: refusals of what is right. */
  readonly wrong: string[] = [];
  readonly #options: TrafficOptions;
  readonly #body = JSON.stringify(labeledIssue());
  #posting = true;
  #deciding = true;
  #over = false;
  #loops: Promise<void>[] = [];

  constructor(options: TrafficOptions) {
    this.#options = options;
  }

  start(): void {
    const loop = async (work: () => Promise<void>, pause: number): Promise<void> => {
      while (!this.#over) {
        await work().catch((error: unknown) => this.#note(error));
        await sleep(this.#options.random() * pause);
      }
    };
    this.#loops = [
      ...Array.from({ length: POSTERS }, () => loop(() => this.#post(), 30)),
      ...Array.from({ length: DECIDERS }, () => loop(() => this.#decide(), 30)),
    ];
  }

  pauseDeciding(): void {
    this.#deciding = false;
  }

  goOnDeciding(): void {
    this.#deciding = true;
  }

  stopPosting(): void {
    this.#posting = false;
  }

  async stop(): Promise<void> {
    this.#over = true;
    await Promise.all(this.#loops);
  }

  async #post(): Promise<void> {
    if (!this.#posting || this.seen.size > MOST_OPEN) return;
    const { hookUrl, secret } = this.#options;
    const response = await fetch(hookUrl, {
      method: 'POST',
      body: this.#body,
      headers: githubHeaders(this.#body, secret),
      signal: AbortSignal.timeout(10_000),
    });
    const answer: unknown = await response.json();
    if (response.status === 202 && isStarted(answer)) this.acknowledged.add(answer.runId);
    else if (response.status !== 503) this.wrong.push(`the webhook answered ${response.status}`);
  }

  async #decide(): Promise<void> {
    const { api, random } = this.#options;
    if (!this.#deciding) return;
    const inbox = await api.getInbox();
    if (!this.#deciding) return;
    this.seen.clear();
    for (const task of inbox) this.seen.add(task.id);
    // Not all at once: some are to be pending when the server is killed.
    for (const task of inbox) {
      if (!this.#deciding || this.#over) return;
      if (random() < 0.5) continue;
      const decision = random() < 0.1 ? 'rejected' : 'approved';
      this.touched.add(task.id);
      await api.decide(task.id, decision);
      this.decided.set(task.id, decision);
      this.seen.delete(task.id);
    }
  }

  #note(error: unknown): void {
    if (!(error instanceof Refusal)) return; // no answer: the server is away
    const { code, status } = error.problem;
    // Somebody else was faster, perhaps ourselves before the answer was lost.
    if (code !== 'human_task_closed' && status !== 503) this.wrong.push(error.message);
  }
}

function isStarted(answer: unknown): answer is { runId: string } {
  return (
    typeof answer === 'object' && answer !== null && 'runId' in answer && typeof answer.runId === 'string'
  );
}
