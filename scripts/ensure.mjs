// Makes the checkout ready before `npm start` and `npm test`: installs when package-lock.json changed, builds the web
// (with --build) when its sources changed. No dependencies: it runs before there are any, on whatever Node the
// machine has. When there is nothing to do it costs about 40 ms.
const OLDEST_NODE = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  process.stderr.write(
    `\nInnoFlow needs Node.js ${OLDEST_NODE.join('.')} or newer to install itself; this is ${process.version}.\n` +
      'Install the current LTS release from https://nodejs.org and run the command again.\n\n',
  );
  process.exit(1);
}

// Loaded after the check: an old Node might not even read them.
const { alone } = await import('./ensure/alone.mjs');
const { checkServerNode, install, isInstalled, teachExecToWindows } = await import(
  './ensure/dependencies.mjs'
);
const { build, hasWeb, isBuilt } = await import('./ensure/pages.mjs');

if (!isInstalled()) {
  alone(() => {
    if (!isInstalled()) install();
  });
}
checkServerNode();
teachExecToWindows();
if (process.argv.includes('--build') && hasWeb() && !isBuilt()) {
  alone(() => {
    if (!isBuilt()) build();
  });
}
