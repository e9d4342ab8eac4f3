import { join } from 'node:path';
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js';

/**
 * Production is a static export that the API server serves (DESIGN.md section 9, apps/server/src/plugins/web.ts).
 * In development dynamic segments are rendered on demand, which `output: 'export'` would refuse.
 * Types are checked by `tsc -p apps/web`, not by the build.
 *
 * @param {string} phase
 * @returns {import('next').NextConfig}
 */
export default function config(phase) {
  return {
    ...(phase === PHASE_DEVELOPMENT_SERVER ? {} : { output: 'export' }),
    reactStrictMode: true,
    poweredByHeader: false,
    devIndicators: false,
    // the server prints the address with a number, and Next trusts only the name
    allowedDevOrigins: ['127.0.0.1', '[::1]'],
    transpilePackages: ['@innoflow/contracts', '@innoflow/engine'],
    turbopack: { root: join(import.meta.dirname, '../..') },
    typescript: { ignoreBuildErrors: true },
    images: { unoptimized: true },
  };
}
