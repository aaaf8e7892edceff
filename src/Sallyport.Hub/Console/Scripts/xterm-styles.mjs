// xterm writes two kinds of styles that the pages' policy refuses: a <style> element, though it was given another document
// to make it with (a slip in how it reads that option), and style attributes for colours of 24 bits. As it is bundled, both
// are turned to what the policy lets in. A version that writes them otherwise ends the build, so that nobody misses it.
import { readFile } from 'node:fs/promises';

const changes = [
  [/this\._document\?\?typeof window<"u"\?window\.document:null/, 'this._document??window.document'],
  [/_addStyle\((\w+),(\w+)\)\{\w+\.setAttribute\("style",`\$\{\w+\.getAttribute\("style"\)\|\|""\}\$\{\w+\};`\)\}/, '_addStyle($1,$2){$1.style.cssText+=$2+";"}'],
];

export const xtermStyles = {
  name: 'xterm-styles',
  setup(build) {
    build.onLoad({ filter: /@xterm[\\/]xterm[\\/].*\.m?js$/ }, async ({ path }) => {
      let contents = await readFile(path, 'utf8');
      for (const [written, allowed] of changes) {
        if (!written.test(contents)) throw new Error(`${path} does not write its styles as xterm-styles.mjs expects`);
        contents = contents.replace(written, allowed);
      }
      return { contents, loader: 'js' };
    });
  },
};
