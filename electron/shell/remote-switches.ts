/**
 * Switches by which another program could drive or look into a window: Chromium's remote debugging,
 * Node's inspector, extensions. Chromium takes one or two dashes, and a slash on Windows.
 */
const remote =
  /^(?:--?|\/)(?:remote-debugging-|remote-allow-origins|inspect(?:-|=|$)|load-extension|auto-open-devtools)/i;

/** Does this command line ask for any of them? A release build quits then (security.md, Electron). */
export const asksForRemote = (commandLine: readonly string[]): boolean =>
  commandLine.some((argument) => remote.test(argument));
