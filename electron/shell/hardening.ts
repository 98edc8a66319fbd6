/**
 * What no window of ours may do: leave the bundle, open another window, ask for a permission, or
 * reach the network (security.md, Electron). Every attempt at the network is counted.
 */
import { app, session as electronSession, type Session, type WebContents } from 'electron';
import { appOrigin, appScheme } from './protocol';

let attempts = 0;

/** Network requests that something in a window tried since the start; each was cancelled. */
export const networkAttempts = (): number => attempts;

/** Switches that must be set before `ready`: no component updater, no background networking. */
export const quietenChromium = (): void => {
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-sync',
    'no-pings',
    'no-first-run',
    'disable-breakpad',
  ])
    app.commandLine.appendSwitch(name);
  app.commandLine.appendSwitch(
    'disable-features',
    'SpareRendererForSitePerProcess,OptimizationHints,MediaRouter',
  );
  // Nothing resolves: what our own session does not cancel cannot find a host either.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
};

/** Denies permissions, devices and every request that is not our own bundle's, on one session. */
export const hardenSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('select-usb-device', (event) => event.preventDefault());
  session.on('select-hid-device', (event) => event.preventDefault());
  session.on('select-serial-port', (event) => event.preventDefault());
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, decide) => {
    const ours = details.url.startsWith(`${appScheme}://`) || isInner(details.url);
    if (!ours) attempts += 1;
    decide({ cancel: !ours });
  });
};

/** URLs that stay inside the renderer process. */
const isInner = (url: string): boolean =>
  url.startsWith('blob:') || url.startsWith('data:') || url.startsWith('devtools://');

/** The default session carries no window; it is closed the same way all the same. */
export const hardenDefaultSession = (): void => hardenSession(electronSession.defaultSession);

/** Denies navigation, new windows and embedded contents to whatever is ever created. */
export const hardenContents = (): void => {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    const stay = (event: Electron.Event, url: string): void => {
      if (!url.startsWith(`${appOrigin}/`)) event.preventDefault();
    };
    contents.on('will-navigate', (event) => stay(event, event.url));
    contents.on('will-redirect', (event) => stay(event, event.url));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
};
