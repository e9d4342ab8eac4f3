/** The functions of JSONata 2.2; a test holds the list to the library. `eval` is left out: it is not available. */
const names =
  'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad ' +
  'match contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs ' +
  'sqrt power random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse ' +
  'each error assert type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl ' +
  'decodeUrlComponent decodeUrl toMillis fromMillis clone now millis';

const builtIns: ReadonlySet<string> = new Set(names.split(' '));

export function isBuiltInFunction(name: string): boolean {
  return builtIns.has(name);
}

export function listBuiltInFunctions(): readonly string[] {
  return [...builtIns];
}
