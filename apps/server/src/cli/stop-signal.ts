/** After that the process ends whatever is still open; orchestrators kill after 30 s. */
const LIMIT_MS = 25_000;

/** SIGTERM and SIGINT stop in good order, once; a second signal ends the process at once. */
export function onStopSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const handle = () => {
    if (stopping) process.exit(1);
    stopping = true;
    console.log('InnoFlow is stopping; runs under way go on at the next start.');
    setTimeout(() => process.exit(1), LIMIT_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('innoflow: stopped with an error:', error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, handle);
}
