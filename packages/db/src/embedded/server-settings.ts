/**
 * Given on the command line, so that they are those of the release that runs and a `postgresql.conf` in
 * the data directory cannot weaken them. Sized for a small machine that also runs the application.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '', // the socket only
  unix_socket_permissions: '0700',
  max_connections: '40',
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  synchronous_commit: 'on',
  wal_buffers: '8MB',
  max_wal_size: '1GB',
  min_wal_size: '128MB',
  random_page_cost: '1.1',
  jit: 'off', // compiling costs more than the short statements of this application
  max_parallel_workers_per_gather: '0', // an analytics page is not to take the engine's cores
  // Runs are updated a few times soon after they are inserted: come often, clean little.
  autovacuum_naptime: '20s',
  autovacuum_max_workers: '2',
  autovacuum_vacuum_scale_factor: '0.05',
  autovacuum_analyze_scale_factor: '0.05',
  autovacuum_vacuum_cost_limit: '1000',
  idle_in_transaction_session_timeout: '5min',
  timezone: 'UTC',
  // Start, stop and crash, but no statement that failed: its values could be secrets (E9).
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  log_lock_waits: 'off',
};

/** For throw-away data of tests: nothing survives a power cut. */
const UNSAFE: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200', // every test file has a pool
  shared_buffers: '64MB',
};

export function serverArguments(dataDirectory: string, socketDirectory: string, durable: boolean): string[] {
  const settings = { ...SETTINGS, ...(durable ? {} : UNSAFE), unix_socket_directories: socketDirectory };
  return [
    '-D',
    dataDirectory,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}
