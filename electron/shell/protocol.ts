/**
 * Serves the window's files from the bundle under `app://liaison`, with our Content-Security-Policy
 * and a nonce that is fresh at each load (security.md, Electron: origin, CSP).
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol, type Session } from 'electron';

export const appScheme = 'app';
export const appOrigin = 'app://liaison';

/** The placeholder that the build leaves where the nonce belongs. */
const noncePlaceholder = /__CSP_NONCE__/g;

const mimeTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** The policy of security.md for one load. */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    `default-src 'none'`,
    `script-src 'self' 'wasm-unsafe-eval'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');

/** Must run before `ready`. */
export const registerScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);

/** The file a request means, confined to the bundle; null for another host or a way out of it. */
export const confinedPath = (root: string, url: string): string | null => {
  const { host, pathname } = new URL(url);
  if (host !== 'liaison') return null;
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const file = normalize(join(root, decoded === '/' ? 'index.html' : decoded));
  return file.startsWith(root + sep) ? file : null;
};

/** Serves the bundle in `root` on the session. */
export const serveBundle = (session: Session, root: string): void =>
  session.protocol.handle(appScheme, async (request) => {
    const file = confinedPath(root, request.url);
    if (!file || request.method !== 'GET') return refused();
    let body: Buffer;
    try {
      body = await readFile(file);
    } catch {
      return refused();
    }
    const nonce = randomBytes(16).toString('base64');
    const type = mimeTypes[extname(file)] ?? 'application/octet-stream';
    const content =
      extname(file) === '.html'
        ? Buffer.from(body.toString('utf8').replace(noncePlaceholder, nonce))
        : body;
    return new Response(new Uint8Array(content), {
      headers: {
        'content-type': type,
        'content-security-policy': contentSecurityPolicy(nonce),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      },
    });
  });

const refused = (): Response => new Response('', { status: 404 });
