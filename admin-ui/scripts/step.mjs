// Runs npm with the given arguments unless the named inputs are what they were when it last ran well.
// usage: node scripts/step.mjs NAME OUTPUT INPUT[,INPUT...] -- npm-arguments...
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const [name, output, inputs, , ...npmArguments] = process.argv.slice(2);

function files(path) {
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  return readdirSync(path)
    .sort()
    .flatMap((entry) => files(join(path, entry)));
}

function hashOfInputs() {
  const hash = createHash('sha256').update(process.version);
  for (const file of inputs.split(',').flatMap(files)) {
    hash.update(`${file}\0`).update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

const stamp = join('target', `${name}.sha256`);
const now = hashOfInputs();
if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) {
  console.log(`npm ${npmArguments.join(' ')}: nothing changed since it last ran`);
  process.exit(0);
}
rmSync(stamp, { force: true });
const run = spawnSync('npm', npmArguments, { stdio: 'inherit' });
if (run.status !== 0) {
  process.exit(run.status ?? 1);
}
mkdirSync('target', { recursive: true });
writeFileSync(stamp, now);
