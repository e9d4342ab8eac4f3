import type { FieldError } from '@innoflow/contracts';
import { AppError } from '@innoflow/contracts';

/** The fields of an input that break the input schema of a version; empty when it holds. */
export type InputCheck = (input: unknown) => FieldError[];

const MOST_KEPT = 1000;

/**
 * The compiled input schemas of versions. A version never changes, so an entry is right for ever; the least recently
 * used go when there are too many.
 */
export class InputChecks {
  readonly #load: (organizationId: string, workflowId: string, version: number) => Promise<InputCheck>;
  readonly #kept = new Map<string, Promise<InputCheck>>();

  constructor(load: (organizationId: string, workflowId: string, version: number) => Promise<InputCheck>) {
    this.#load = load;
  }

  get(organizationId: string, workflowId: string, version: number): Promise<InputCheck> {
    const key = `${organizationId}:${workflowId}:${version}`;
    const kept = this.#kept.get(key);
    if (kept) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept;
    }
    const loading = this.#load(organizationId, workflowId, version);
    this.#kept.set(key, loading);
    loading.catch(() => this.#kept.delete(key)); // a version that does not exist yet may come
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return loading;
  }
}

/** Throws `input_invalid` naming each field that breaks the schema. */
export function assertInput(check: InputCheck, input: unknown): void {
  const errors = check(input);
  if (errors.length === 0) return;
  throw new AppError('input_invalid', {
    detail: errors.map((error) => `${error.field}: ${error.message}`).join('; '),
    errors,
  });
}
