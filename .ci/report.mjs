// Adds up what the stages of .ci/run left in a folder, names what failed, and ends with "N passed, N failed".
// A test counts once for each run it was part of; a check of verify counts as one; so does a stage that
// hung, crashed or could not run.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const failures = [];
const leftOut = [];
let passed = 0;

const firstLines = (text, count) =>
  text.trim().split('\n').slice(0, count).join('\n').replace(/^/gm, '      ');

/** Counts one vitest report; returns how many failures it held. */
function countTests(stage, file) {
  const before = failures.length;
  for (const suite of JSON.parse(readFileSync(file, 'utf8')).testResults) {
    const path = suite.name.replace(`${process.cwd()}/`, '');
    for (const test of suite.assertionResults) {
      if (test.status === 'passed') passed++;
      else if (test.status === 'failed') {
        failures.push({ what: `${stage}: ${path} › ${test.fullName}`, why: test.failureMessages.join('\n') });
      } else leftOut.push(`${stage}: ${path} › ${test.fullName}`);
    }
    const failedAsWhole =
      suite.status === 'failed' && !suite.assertionResults.some((one) => one.status === 'failed');
    if (failedAsWhole) failures.push({ what: `${stage}: ${path}`, why: suite.message || 'the file failed' });
  }
  return failures.length - before;
}

function countChecks(file) {
  const before = failures.length;
  for (const check of JSON.parse(readFileSync(file, 'utf8'))) {
    if (check.passed) passed++;
    else failures.push({ what: `verify: ${check.name}`, why: check.output });
  }
  return failures.length - before;
}

const stages = readFileSync(join(folder, 'stages.tsv'), 'utf8').trim().split('\n');
console.log('\n── summary ──');
for (const stage of stages) {
  const [name, code, seconds] = stage.split('\t');
  const tests = join(folder, `${name}.tests.json`);
  const checks = join(folder, `${name}.json`);
  const isTests = existsSync(tests);
  const found = isTests ? countTests(name, tests) : existsSync(checks) ? countChecks(checks) : 0;
  if (code !== '0' && found === 0) {
    const hung = code === '124' || code === '137';
    const why =
      code === 'not run' ? 'its services do not answer' : hung ? 'ran out of time' : `ended with ${code}`;
    failures.push({ what: name, why: `${why}; its output stands above` });
  }
  console.log(`${code === '0' ? '✓' : '✗'} ${name.padEnd(32)} ${seconds.padStart(5)} s`);
}
for (const { what, why } of failures) console.log(`\n  ✗ ${what}\n${firstLines(why, 12)}`);
for (const what of leftOut) console.log(`  – left out: ${what}`);
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
