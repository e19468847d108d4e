import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const hub = 'http://localhost:3000'

export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: { outDir: '../dist/web', emptyOutDir: true },
  server: { proxy: { '/v1': hub, '/auth': hub } },
})
