// npm runs this after an install: sets the git hooks up where there is a git checkout and someone who commits.
// In CI, in an unpacked archive or without dev dependencies there is nothing to do and nothing to fail.
import { existsSync } from 'node:fs';

if (!process.env.CI && existsSync('.git')) {
  try {
    const { default: husky } = await import('husky');
    const problem = husky();
    if (problem) console.warn(`Git hooks were not installed: ${problem}`);
  } catch {
    // husky is not installed (npm ci --omit=dev): no hooks then
  }
}
