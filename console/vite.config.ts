import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { sendable } from './sendable.ts'

export default defineConfig({
  plugins: [react(), sendable({ firstScreen: 400_000, route: 150_000 })],
  // The server puts a fresh nonce in place of this word on every page it serves.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { '/api': 'http://localhost:8080', '/portal': 'http://localhost:8080' } },
})
