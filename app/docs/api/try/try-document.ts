import type { Reader } from '#components/reader.ts';

/** A page that asks nothing of any other origin: fonts, telemetry, proxy, agent and everything else hosted is off. */
export function tryDocument({ locale, t }: Reader, nonce: string): string {
  const its = t('reference');
  const settings = {
    url: '/api/v1/openapi.json',
    localization: { locale },
    withDefaultFonts: false,
    telemetry: false,
    agent: { disabled: true },
    mcp: { disabled: true },
    hideClientButton: true,
    showDeveloperTools: 'never',
    documentDownloadType: 'none',
    persistAuth: false,
  };
  return `<!DOCTYPE html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<title>${its('try')}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta property="csp-nonce" content="${nonce}">
<link rel="icon" href="/icon.svg">
<style nonce="${nonce}">
body > p, #app > p { margin: 0; padding: 0.75rem 1.5rem; font: 0.875rem/1.5 system-ui, sans-serif }
a { color: var(--scalar-color-1, LinkText) }
</style>
</head>
<body>
<p><a href="/docs/api">${its('read')}</a></p>
<div id="app"><p>${its('needsScript')}</p></div>
<script nonce="${nonce}">${nonceForStyles}</script>
<script nonce="${nonce}" src="/docs/api/try/scalar"></script>
<script nonce="${nonce}">Scalar.createApiReference('#app', ${JSON.stringify(settings)});</script>
</body>
</html>
`;
}

/** The editor inside Scalar makes style elements without the nonce that our content security policy asks for. */
const nonceForStyles = `{
  const { nonce } = document.currentScript;
  const make = document.createElement;
  document.createElement = function (...what) {
    const element = make.apply(this, what);
    if (element.localName === 'style') element.nonce = nonce;
    return element;
  };
}`;
