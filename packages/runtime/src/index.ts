export type { CommittedChange, RunTrigger, RuntimeApi, StartedRun, StartRun, StartWait } from './api.ts';
export { MemoryDispatcher } from './dispatchers/memory.ts';
export { PostgresPlans } from './plans.ts';
export type { Clock, Dispatcher, Effects, JournalStore, Logger, PlanSource, SecretSource } from './ports.ts';
export { PostgresStore } from './postgres/postgres-store.ts';
export { Runtime, type RuntimeOptions } from './runtime.ts';
