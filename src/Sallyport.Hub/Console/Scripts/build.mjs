// Makes what the console serves: each entry a self-contained module, all styles one file.
// node build.mjs OUTPUT
import { build } from 'esbuild';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { xtermStyles } from './xterm-styles.mjs';

const scripts = import.meta.dirname;
const output = path.resolve(process.argv[2]);
await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });

const modules = (await readdir(path.join(scripts, 'entries'))).filter((name) => name.endsWith('.js'));
const shared = { bundle: true, minify: true, outdir: output, logLevel: 'warning', legalComments: 'none', target: 'es2022' };
await build({ ...shared, entryPoints: modules.map((name) => path.join(scripts, 'entries', name)), format: 'esm', plugins: [xtermStyles] });

// Tokens first and the base on them; a component's styles lie beside it and are read in the order of their names.
const design = path.join(scripts, '..', 'Design');
const first = ['tokens.css', 'base.css'].map((name) => path.join(design, name));
const all = await readdir(path.join(scripts, '..'), { recursive: true });
const rest = all
  .filter((name) => name.endsWith('.css') && !name.includes('node_modules'))
  .map((name) => path.join(scripts, '..', name))
  .filter((file) => !first.includes(file))
  .sort();
const imports = [...first, ...rest].map((file) => `@import ${JSON.stringify(file)};`).join('\n');
await build({ ...shared, stdin: { contents: imports, loader: 'css', resolveDir: scripts }, outdir: undefined, outfile: path.join(output, 'console.css') });
