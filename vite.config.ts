import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vitest/config'
import remixConfig from './remix.config.js'

const isTest = process.env['VITEST'] !== undefined

export default defineConfig({
  plugins: isTest ? [] : [tailwindcss(), remix(remixConfig)],
  // One copy of each: two copies of yjs do not recognise each other's documents.
  resolve: { dedupe: ['yjs', 'lib0', 'react', 'react-dom'] },
  // For `npm run dev`: every screen's packages are found at the start, not page by page with a reload each. It looks into
  // loaders, too, and argon2 has nothing for a browser.
  optimizeDeps: { entries: ['app/entry.client.tsx', 'app/root.tsx', 'app/routes/**/*.tsx'], exclude: ['@node-rs/argon2'] },
  build: { target: 'es2022', chunkSizeWarningLimit: 900, reportCompressedSize: false },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,server,signing,prisma,bench}/**/*.test.{ts,tsx}'],
          exclude: ['app/e2e/**', '**/node_modules/**'],
          globalSetup: ['server/test/global-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Two cores; the database is shared, and so are the modules: every test file has a database of its own, and
          // none of them keeps anything else.
          maxWorkers: 2,
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['app/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
