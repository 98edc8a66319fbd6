/**
 * Rules on sources that no linter of ours has: length, one clock, and what security.md forbids
 * outright (its Electron table: attachments, storage, IPC, navigation).
 */

const mostLines = 600;
/** Where the machine's time may be asked: the clock itself, tools, tests. */
const mayAskTime = /^(electron\/shell\/clock\.ts|electron\/shell\/test-hooks\.ts|tools\/|tests\/)/;
const asksTime = /\bDate\.now\(\)|\bnew Date\(\)/;

/** What stands nowhere in the product, with where it would matter and why. */
const forbidden = [
  {
    where: /^(electron|renderer|shared|db)\//,
    what: /\bshell\s*\.\s*(openPath|openExternal|showItemInFolder)\b/,
    why: 'nothing is opened by us; it is shown inside or saved as a copy',
  },
  {
    where: /^renderer\//,
    what: /\b(localStorage|sessionStorage|indexedDB|document\.cookie)\b/,
    why: 'nothing of a window is kept outside of the encrypted record',
  },
  {
    where: /^electron\/(?!ipc\/handle\.ts)/,
    what: /\bipcMain\b/,
    why: 'electron/ipc/handle.ts is the only door',
  },
  {
    where: /^(electron|renderer)\/(?!preload\/)/,
    what: /\bipcRenderer\b|\bcontextBridge\b/,
    why: 'the preload exposes two functions and nothing else does',
  },
  {
    where: /^(electron|renderer|shared|db)\//,
    what: /\beval\(|\bnew Function\(|\bdangerouslySetInnerHTML\b|\.innerHTML\b/,
    why: 'text never becomes code or markup',
  },
  {
    where: /^(electron|renderer|shared|db)\//,
    what: /\b(new WebSocket|new XMLHttpRequest|new EventSource|sendBeacon)\b|(from|import\(|require\() ?['"](node:)?(https?|http2|net|tls|dgram|dns)(\/\w+)?['"]/,
    why: 'the application sends nothing over the network',
  },
];

const isComment = (line) => /^\s*(\*|\/\*|\/\/)/.test(line);

/** One line a finding in a file of that path. */
export const findingsIn = (file, text) => {
  const lines = text.split('\n');
  const found = [];
  if (lines.length - 1 > mostLines)
    found.push(`${file}: ${lines.length - 1} lines; split it at its second reason`);
  lines.forEach((line, i) => {
    if (!mayAskTime.test(file) && asksTime.test(line.replace(/\/\/.*|^\s*\*.*/, '')))
      found.push(`${file}:${i + 1}: asks the machine for the time; take it from the clock`);
    for (const { where, what, why } of forbidden)
      if (where.test(file) && !isComment(line) && what.test(line))
        found.push(`${file}:${i + 1}: ${why}`);
  });
  return found;
};
