import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const backend = process.env['LIUHEN_SERVER'] ?? 'http://127.0.0.1:8086';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    // UOS, Kylin and the 360 browsers stand on Chromium 108.
    target: 'chrome108',
    cssTarget: 'chrome108',
    // The content policy allows no data: URLs and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      output: {
        manualChunks(id) {
          if (
            /node_modules\/(react|react-dom|react-router|react-router-dom|@remix-run|scheduler)\//.test(
              id,
            )
          )
            return 'react';
          if (/node_modules\/(@tanstack|i18next|react-i18next|openapi-fetch)/.test(id))
            return 'base';
          if (/node_modules\/(@ant-design\/cssinjs|@ant-design\/colors|antd\/es\/theme)/.test(id))
            return 'theme';
          return undefined;
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(['/api', '/log/', '/healthz'].map((path) => [path, backend])),
  },
  test: { include: ['src/**/*.test.{ts,tsx}', 'scripts/*.test.mjs'] },
});
