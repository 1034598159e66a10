import type { Patch } from '../patch.ts'

const instantiate = `
const Yoga = wrapAssembly(loadYoga({
  instantiateWasm(imports, done, dataUrl) {
    const bytes = Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
    done(instance);
    return instance.exports;
  },
}));
`.trim()

/**
 * Starts the layout engine in one synchronous step. As shipped it calls `fetch` with a data: URL, which loads the whole
 * HTTP client of Node before the first frame.
 */
export const yogaSync: Patch = {
  name: 'yoga-sync',
  required: false,
  targets: [
    {
      package: 'yoga-layout',
      version: '3.2.1',
      file: 'dist/src/index.js',
      replacements: [{ search: 'const Yoga = wrapAssembly(await loadYoga());', replace: instantiate }],
    },
    {
      package: 'yoga-layout',
      version: '3.2.1',
      file: 'dist/binaries/yoga-wasm-base64-esm.js',
      replacements: [
        { search: 'return h.instantiateWasm(d,\na)', replace: 'return h.instantiateWasm(d,a,H)' },
        { search: 'return loadYoga.ready', replace: 'return loadYoga' },
      ],
    },
  ],
}
