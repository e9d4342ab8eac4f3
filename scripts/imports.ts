/** One `import` or `export … from` of a source file; `typeOnly` when it is erased before the code runs. */
export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

const STATEMENT =
  /^[ \t]*(?:import|export)\b(\s+type\b(?!\s+from\b))?(?:[^'"`;]*?\bfrom)?\s*(['"])([^'"\n]+)\2/gm;
const CALL = /\b(typeof\s+)?import\(\s*(['"])([^'"\n]+)\2\s*[,)]/g;

/**
 * The imports of a formatted TypeScript file, types included. A scan by pattern instead of a parser: statements
 * start their line and end with a semicolon (the formatter sees to that), so that it needs no dependency and takes
 * a millisecond a file. Comments are blanked first; an import inside a template string that starts its line would
 * be taken for one.
 */
export function scanImports(source: string): Import[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|^[ \t]*\/\/.*$/gm, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  );
  const lineAt = (index: number) => code.slice(0, index).split('\n').length;
  const found: Import[] = [];
  for (const pattern of [STATEMENT, CALL]) {
    for (const match of code.matchAll(pattern)) {
      const [text, type, , specifier = ''] = match;
      const start = match.index + (text.length - text.trimStart().length);
      found.push({ specifier, typeOnly: type !== undefined, line: lineAt(start) });
    }
  }
  return found;
}
