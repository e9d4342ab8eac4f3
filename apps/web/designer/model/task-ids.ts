/** The first of `base`, `base_2`, `base_3`, … that is not taken. */
export function freeTaskId(base: string, taken: (id: string) => boolean): string {
  const clean = base
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^(?=\d)/, '_')
    .slice(0, 56);
  const first = clean === '' ? 'task' : clean;
  if (!taken(first)) return first;
  let number = 2;
  while (taken(`${first}_${number}`)) number++;
  return `${first}_${number}`;
}
