import { mkdirSync, rmSync, statSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { readText, root, say } from './checkout.mjs';

const busyMark = join(root, '.innoflow', 'ensure.pid');

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** No install or build takes this long: its process id belongs to somebody else by now. */
function isOld(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > 15 * 60_000;
}

/** Waits while another ensure installs or builds here, then does the work alone. */
export function alone(work) {
  mkdirSync(dirname(busyMark), { recursive: true });
  let told = false;
  for (;;) {
    try {
      writeFileSync(busyMark, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(readText(busyMark));
    if ((holder > 0 && !isAlive(holder)) || isOld(busyMark)) rmSync(busyMark, { force: true });
    else {
      if (!told) say('Another npm command is installing or building here; waiting for it …');
      told = true;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    }
  }
  const release = () => rmSync(busyMark, { force: true });
  process.on('exit', release);
  work();
  process.off('exit', release);
  release();
}
