/** What a portal is told must not reach the tests: they bring databases and settings of their own. */
const ours =
  /^(DATABASE_.*|PORT|HOST|PORTAL_URL|AUTH_SECRET|AUTH_SECRET_BEFORE|NEXT_SERVER_ACTIONS_ENCRYPTION_KEY|SMTP_URL|MAIL_FROM|OIDC_.*|TRUSTED_PROXIES|LOG_LEVEL|MUTUAL_.*|WEBHOOKS_TO_PRIVATE|NODE_ENV)$/;

export const cleanEnvironment = (source: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(source).filter(([name]) => !ours.test(name))),
  NODE_ENV: 'test',
  NEXT_TELEMETRY_DISABLED: '1',
});
