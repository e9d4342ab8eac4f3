// Says whether PostgreSQL, Redis and Chromium really answer; fails when one does not, so that no test is left out
// for want of it. Arguments: the PostgreSQL address, the Redis address. No dependencies: it runs before npm ci.
import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';

/** Sends bytes and resolves with what `isEnough` finds in the answer; rejects after five seconds. */
function converse({ hostname, port }, bytes, isEnough) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes));
    let answer = '';
    const fail = (error) => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(5000, () => fail(new Error('no answer within 5 seconds')));
    socket.on('error', fail);
    socket.on('close', () => reject(new Error(`unexpected answer: ${JSON.stringify(answer.slice(0, 200))}`)));
    socket.on('data', (data) => {
      answer += data.toString('latin1');
      const found = isEnough(answer);
      if (found === undefined) return;
      resolve(found);
      socket.destroy();
    });
  });
}

/** Protocol 3.0 start-up message; a trusted user is let in and told the server's version. */
async function checkPostgres(address) {
  const { username, hostname, port, pathname } = new URL(address);
  const words = `user\0${username}\0database\0${pathname.slice(1)}\0\0`;
  const message = Buffer.alloc(8 + words.length);
  message.writeInt32BE(message.length, 0);
  message.writeInt32BE(196608, 4);
  message.write(words, 8);
  const version = await converse({ hostname, port }, message, (answer) => {
    return /server_version\0([^\0]+)\0/.exec(answer)?.[1];
  });
  if (Number.parseInt(version, 10) < 15) throw new Error(`version ${version}; 15 or newer is needed`);
  return `version ${version}`;
}

async function checkRedis(address) {
  const { hostname, port } = new URL(address);
  return converse({ hostname, port }, 'PING\r\n', (answer) =>
    answer.startsWith('+PONG') ? 'PONG' : undefined,
  );
}

async function checkChromium() {
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const page = 'data:text/html,<title>it</title><script>document.title+="-answers"</script>';
  const { stdout, stderr, error } = spawnSync('chromium', [...flags, '--dump-dom', page], {
    encoding: 'utf8',
    timeout: 40_000,
  });
  if (error) throw error;
  if (!stdout.includes('it-answers')) throw new Error(stderr.slice(-500));
  return spawnSync('chromium', ['--version'], { encoding: 'utf8' }).stdout.trim();
}

const [postgres, redis] = process.argv.slice(2);
const checks = [
  ['PostgreSQL', postgres, () => checkPostgres(postgres)],
  ['Redis', redis, () => checkRedis(redis)],
  ['Chromium', 'on PATH', checkChromium],
];
for (const [name, where, check] of checks) {
  try {
    console.log(`✓ ${name} (${where}): ${await check()}`);
  } catch (error) {
    console.error(`✗ ${name} (${where}) does not answer: ${error.message}`);
    process.exitCode = 1;
  }
}
