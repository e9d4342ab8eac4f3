import type { PlanTask, Scope } from '@innoflow/engine';
import type { TaskRegistry } from '@innoflow/tasks';
import { TerminalError } from '@innoflow/tasks';
import type { LiveRun } from './live-run.ts';
import type { SecretSource } from './ports.ts';

/** `config` is what the task gets; `masked` is what the journal gets, with `***` for secrets (E9). */
export type ResolvedConfig =
  | { config: unknown; masked: unknown; secrets: readonly string[] }
  | { failed: unknown };

/** Fills a task's config in and parses it by the schema of its type. */
export class ConfigResolver {
  readonly #registry: TaskRegistry;
  readonly #secrets: SecretSource;
  /** Configs without expressions are parsed once for their plan. */
  readonly #static = new WeakMap<PlanTask, ResolvedConfig>();
  readonly #secretNames = new WeakMap<PlanTask, readonly string[]>();

  constructor(registry: TaskRegistry, secrets: SecretSource) {
    this.#registry = registry;
    this.#secrets = secrets;
  }

  resolve(run: LiveRun, task: PlanTask, scope: Scope): ResolvedConfig | Promise<ResolvedConfig> {
    const known = this.#static.get(task);
    if (known) return known;
    const names = this.#namesOf(task);
    if (names.length > 0) return this.#withSecrets(run, task, scope, names);
    try {
      const value = task.config.resolve(scope);
      if (value instanceof Promise) {
        return value
          .then((settled) => this.#parse(task, settled))
          .catch((error: unknown) => ({ failed: error }));
      }
      const resolved = this.#parse(task, value);
      if (task.config.isStatic) this.#static.set(task, resolved);
      return resolved;
    } catch (error) {
      return { failed: error };
    }
  }

  #parse(task: PlanTask, value: unknown): ResolvedConfig {
    const config = this.#registry.get(task.definition.type).config.parse(value);
    return { config, masked: config, secrets: [] };
  }

  async #withSecrets(
    run: LiveRun,
    task: PlanTask,
    scope: Scope,
    names: readonly string[],
  ): Promise<ResolvedConfig> {
    try {
      const values = await this.#secrets.getSecrets(run.record.organizationId, names);
      const missing = names.filter((name) => !values.has(name));
      if (missing.length > 0) {
        throw new TerminalError('secret_missing', `There is no credential named ${missing.join(', ')}.`);
      }
      const withSecrets = { ...scope, secrets: Object.fromEntries(values) };
      const filled = await task.config.resolve(withSecrets);
      const config = this.#registry.get(task.definition.type).config.parse(filled);
      const masked = await task.config.mask(withSecrets, filled);
      return { config, masked, secrets: [...values.values()] };
    } catch (error) {
      return { failed: error };
    }
  }

  #namesOf(task: PlanTask): readonly string[] {
    let names = this.#secretNames.get(task);
    if (!names) {
      names = [...new Set(task.config.expressions.flatMap(({ expression }) => [...expression.secretNames]))];
      this.#secretNames.set(task, names);
    }
    return names;
  }
}
