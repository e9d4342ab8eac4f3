import { spawnSync } from 'node:child_process';

/** Commit messages from the first commit of this checkout (a shallow one has fewer) to its head. */
const git = spawnSync('git', ['log', '--no-merges', '--format=%H'], { encoding: 'utf8' });
if (git.status !== 0) throw new Error(`git log failed: ${git.stderr}`);

const commits = git.stdout.trim().split('\n');
const first = commits.at(-1);
const last = commits[0];
const range = commits.length > 1 ? ['--from', `${first}`, '--to', `${last}`] : ['--last'];
const { status, stdout, stderr } = spawnSync('commitlint', range, { encoding: 'utf8' });
if (status !== 0) console.error(`${stdout}${stderr}`);
process.exitCode = status === 0 ? 0 : 1;
