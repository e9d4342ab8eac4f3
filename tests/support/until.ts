/**
 * Asks again and again until the answer is there (anything but undefined and false), and gives it. Throws after
 * `patience` milliseconds, with the last error when asking failed. It guards against hanging and measures nothing.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  patience = 30_000,
  pause = 25,
): Promise<T> {
  const giveUp = Date.now() + patience;
  for (let cause: unknown; ; ) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() > giveUp) throw new Error(`waited ${patience} ms in vain for ${what}`, { cause });
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
