/**
 * The Electron table of security.md, attacked in the running application: what a compromised window
 * could try, and that none of it leads anywhere.
 */
import { expect, test } from '@playwright/test';
import { start, type Liaison } from './support/app';

// One application is attacked by all of them, in this order.
test.describe.configure({ mode: 'default' });

let liaison: Liaison;

test.beforeAll(async () => {
  liaison = await start();
  await expect(
    liaison.page.getByRole('heading', { name: 'Which hospital is this?' }),
  ).toBeVisible();
});

test.afterAll(async () => {
  await liaison.app.close();
});

/** Runs in the window. */
const inPage = <T, A>(work: (given: A) => T | Promise<T>, given: A): Promise<T> =>
  liaison.page.evaluate(work as never, given) as Promise<T>;

/** Network requests that main has counted and cancelled so far. */
const attempts = (): Promise<number> =>
  liaison.app.evaluate(() =>
    (
      globalThis as unknown as { liaisonTest: { networkAttempts: () => number } }
    ).liaisonTest.networkAttempts(),
  );

const violations = (): Promise<string[]> =>
  inPage(() => (window as unknown as { policyViolations: string[] }).policyViolations, null);

/**
 * The window is where it was, and it is the only one. Asked of main: Playwright itself would wait for
 * a navigation that was refused.
 */
const expectStayed = async (): Promise<void> => {
  const shown = await liaison.app.evaluate(({ BrowserWindow }) =>
    Promise.all(
      BrowserWindow.getAllWindows().map(async ({ webContents }) => [
        webContents.getURL(),
        await webContents.executeJavaScript(
          'document.body.innerText.includes("Which hospital is this?")',
        ),
      ]),
    ),
  );
  expect(shown).toEqual([['app://liaison/', true]]);
};

test('starting and showing the first screen asks the network for nothing and violates no policy', async () => {
  // A whole load with the listener in it from the first line on.
  await liaison.page.reload();
  await expect(
    liaison.page.getByRole('heading', { name: 'Which hospital is this?' }),
  ).toBeVisible();
  expect(await attempts()).toBe(0);
  expect(await violations()).toEqual([]);
  expect(liaison.policyReports).toEqual([]);
});

test('the window runs isolated and sandboxed, and has nothing of Node', async () => {
  const live = await liaison.app.evaluate(({ BrowserWindow, session }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    if (webContents.session !== session.fromPartition('liaison')) return {};
    // Not in Electron's types: what the renderer was really given.
    return (
      webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> }
    ).getLastWebPreferences();
  });
  expect(live).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
  });
  expect(live).not.toMatchObject({ nodeIntegrationInWorker: true });
  expect(live).not.toMatchObject({ nodeIntegrationInSubFrames: true });
  expect(live).not.toMatchObject({ allowRunningInsecureContent: true });
  const found = await inPage(
    (names) => names.filter((name) => name in globalThis),
    ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'],
  );
  expect(found).toEqual([]);
});

test('the preload gives two frozen functions and nothing else', async () => {
  const surface = await inPage(() => {
    const given = (window as unknown as { liaison: Record<string, unknown> }).liaison;
    const former = given['call'];
    const changes = [
      () => void (given['call'] = () => 'stolen'),
      () => void (given['more'] = 1),
      () => void delete given['on'],
      () => void ((window as unknown as Record<string, unknown>)['liaison'] = {}),
    ];
    const refused = changes.map((change) => {
      try {
        change();
        return 'ignored';
      } catch {
        return 'thrown';
      }
    });
    const now = (window as unknown as { liaison: Record<string, unknown> }).liaison;
    return {
      keys: Object.getOwnPropertyNames(now).sort(),
      kinds: Object.values(now).map((value) => typeof value),
      frozen: Object.isFrozen(now),
      same: now['call'] === former,
      tried: refused.length,
    };
  }, null);
  expect(surface).toEqual({
    keys: ['call', 'on'],
    kinds: ['function', 'function'],
    frozen: true,
    same: true,
    tried: 4,
  });
});

test('the scheme serves the bundle only: no way out of it, no other host, right types', async () => {
  const answers = await liaison.app.evaluate(
    async ({ session }, urls) =>
      Promise.all(
        urls.map(async (url) => {
          const { status } = await session
            .fromPartition('liaison')
            .fetch(url)
            .catch(() => ({ status: 0 }));
          return [url, status] as const;
        }),
      ),
    [
      'app://liaison/../main/main.js',
      'app://liaison/%2e%2e/main/main.js',
      'app://liaison/..%2fmain%2fmain.js',
      'app://liaison/..%5cmain%5cmain.js',
      'app://liaison/assets/..%2f..%2fmain/main.js',
      'app://liaison//etc/passwd',
      'app://liaison/%2fetc/passwd',
      'app://liaison/index.html%00.js',
      'app://liaison/%',
      'app://other/index.html',
      'app://liaison.evil/index.html',
      'app://main/main.js',
    ],
  );
  for (const [url, status] of answers) expect([url, status !== 200]).toEqual([url, true]);
  const types = await inPage(async () => {
    const page = await fetch('app://liaison/');
    const script = document.querySelector<HTMLScriptElement>('script[src]')!.src;
    return [
      page.headers.get('content-type'),
      (await fetch(script)).headers.get('content-type'),
      page.headers.get('x-content-type-options'),
    ];
  }, null);
  expect(types).toEqual(['text/html; charset=utf-8', 'text/javascript; charset=utf-8', 'nosniff']);
});

test('each load has a policy of its own, with a nonce that is fresh', async () => {
  const [first, second] = await inPage(async () => {
    const load = async (): Promise<{ policy: string; body: string }> => {
      const answer = await fetch('app://liaison/');
      const policy = answer.headers.get('content-security-policy') ?? '';
      return { policy, body: await answer.text() };
    };
    return [await load(), await load()] as const;
  }, null);
  const nonceOf = (policy: string): string => /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  expect(first.policy.replace(nonceOf(first.policy), 'N')).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'nonce-N'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'",
  );
  expect(nonceOf(first.policy).length).toBeGreaterThanOrEqual(20);
  expect(nonceOf(second.policy)).not.toBe(nonceOf(first.policy));
  expect(first.body).toContain(nonceOf(first.policy));
});

test('inline script, eval, frames, workers from blobs, outside pictures and outside requests are blocked', async () => {
  const before = await attempts();
  const outcome = await inPage(async () => {
    const seen = window as unknown as { injected?: boolean };
    const add = (html: string): void => {
      const holder = document.createElement('div');
      holder.id = 'attack';
      holder.innerHTML = html;
      document.body.append(holder);
    };
    add('<img src="https://example.org/a.png"><img src="x" onerror="window.injected = true">');
    // Hears of the picture after the handler in the text, which was there first.
    const broken = document.querySelector('img[src="x"]');
    const failed = new Promise((resolve) => broken?.addEventListener('error', resolve));
    add(
      '<iframe src="https://example.org/"></iframe><object data="https://example.org/"></object>',
    );
    add(
      '<link rel="stylesheet" href="https://example.org/a.css"><style>body { color: red }</style>',
    );
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    const outside = document.createElement('script');
    outside.src = 'https://example.org/a.js';
    document.body.append(outside);
    const tried = async (work: () => unknown): Promise<string> => {
      try {
        await work();
        return 'done';
      } catch {
        return 'blocked';
      }
    };
    // By itself, and not as a part of what the test evaluates, which may do what a page may not.
    const later = (work: () => unknown): Promise<unknown> =>
      new Promise((resolve, reject) => {
        setTimeout(() => {
          try {
            resolve(work());
          } catch (error) {
            reject(error as Error);
          }
        }, 0);
      });
    const evaluate = (window as unknown as Record<string, (text: string) => unknown>)['eval'];
    const answers = {
      eval: await tried(() => later(() => evaluate!('1'))),
      function: await tried(() => later(() => new Function('return 1')())),
      fetch: await tried(() => fetch('https://example.org/')),
      plain: await tried(() => fetch('http://127.0.0.1:9/')),
      file: await tried(() => fetch('file:///etc/passwd')),
      frames: [...document.querySelectorAll('iframe')].length,
      socket: await tried(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket('wss://example.org/');
            socket.addEventListener('open', resolve);
            socket.addEventListener('error', reject);
          }),
      ),
      worker: await tried(
        () =>
          new Promise((resolve, reject) => {
            const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
            worker.addEventListener('message', resolve);
            worker.addEventListener('error', reject);
          }),
      ),
    };
    await failed;
    const ran = seen.injected === true;
    for (const each of document.querySelectorAll('#attack')) each.remove();
    script.remove();
    outside.remove();
    return { ...answers, ran };
  }, null);
  expect(outcome).toEqual({
    eval: 'blocked',
    function: 'blocked',
    fetch: 'blocked',
    plain: 'blocked',
    file: 'blocked',
    frames: 1,
    socket: 'blocked',
    worker: 'blocked',
    ran: false,
  });
  const directives = async (): Promise<(string | undefined)[]> =>
    (await violations()).map((violation) => violation.split(' ')[0]);
  // The window tells of a violation in a task of its own.
  await expect
    .poll(directives)
    .toEqual(
      expect.arrayContaining([
        ...['script-src-elem', 'script-src-attr', 'script-src', 'img-src', 'frame-src'],
        ...['object-src', 'style-src-elem', 'connect-src', 'worker-src'],
      ]),
    );
  // What every other story counts at its end is told to it too.
  expect(liaison.policyReports.length).toBeGreaterThan(5);
  // The policy stopped all of it before it became a request.
  expect(await attempts()).toBe(before);
});

test('what the policy would let through is cancelled, on our session and on the default one', async () => {
  const before = await attempts();
  const answers = await liaison.app.evaluate(async ({ net, session }) => {
    // Cancelled, and not only unanswered: nothing listens there either.
    const tried = async (work: () => Promise<unknown>): Promise<string> => {
      try {
        await work();
        return 'done';
      } catch (error) {
        return String(error).includes('ERR_BLOCKED_BY_CLIENT') ? 'cancelled' : String(error);
      }
    };
    return Promise.all([
      tried(() => session.fromPartition('liaison').fetch('https://example.org/')),
      tried(() => session.fromPartition('liaison').fetch('http://127.0.0.1:9/')),
      tried(() => net.fetch('https://example.org/')),
      tried(() => session.defaultSession.fetch('http://127.0.0.1:9/')),
    ]);
  });
  expect(answers).toEqual(Array.from({ length: 4 }, () => 'cancelled'));
  expect((await attempts()) - before).toBe(4);
});

test('no navigation, no new window, no download, no dropped file leads the window away', async () => {
  await liaison.app.evaluate(({ session }) => {
    const seen: boolean[] = [];
    (globalThis as { downloadsStopped?: boolean[] }).downloadsStopped = seen;
    // After our own handler.
    session
      .fromPartition('liaison')
      .on('will-download', (event) => seen.push(event.defaultPrevented));
  });
  for (const url of ['https://example.org/', 'data:text/html,<h1>x', 'file:///etc/hostname']) {
    await inPage((to) => void (location.href = to), url);
    await inPage((to) => {
      const link = document.createElement('a');
      link.href = to;
      link.click();
      link.target = '_blank';
      link.click();
      link.target = '';
      link.download = 'x';
      link.click();
    }, url);
    const opened = await inPage((to) => window.open(to) === null, url);
    expect(opened).toBe(true);
  }
  await inPage(() => {
    const form = document.createElement('form');
    form.action = 'https://example.org/';
    document.body.append(form);
    form.submit();
    form.remove();
  }, null);
  const { width, height } = await inPage(() => ({ width: innerWidth, height: innerHeight }), null);
  const cdp = await liaison.page.context().newCDPSession(liaison.page);
  const data = { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
  await expectStayed();
  const stopped = (): Promise<boolean[]> =>
    liaison.app.evaluate(() => (globalThis as { downloadsStopped?: boolean[] }).downloadsStopped!);
  await expect.poll(async () => (await stopped()).length).toBeGreaterThan(0);
  expect(await stopped()).not.toContain(false);
});

test('every permission and every device is denied', async () => {
  const answers = await inPage(async () => {
    const denied = async (work: () => unknown): Promise<string> => {
      try {
        const answer = await work();
        // A device that is denied is one that cannot be chosen.
        if (Array.isArray(answer) && answer.length === 0) return 'denied';
        return typeof answer === 'string' ? answer : 'granted';
      } catch {
        return 'denied';
      }
    };
    const devices = navigator as unknown as Record<
      'usb' | 'hid' | 'serial' | 'bluetooth',
      { requestDevice?: (o: object) => unknown; requestPort?: () => unknown } | undefined
    >;
    const state = (name: string): Promise<string> =>
      navigator.permissions
        .query({ name: name as PermissionName })
        .then(({ state: found }) => found)
        .catch(() => 'denied');
    return {
      notifications: await denied(() => Notification.requestPermission()),
      camera: await denied(() => navigator.mediaDevices.getUserMedia({ video: true })),
      microphone: await denied(() => navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await denied(() => navigator.mediaDevices.getDisplayMedia()),
      place: await denied(
        () =>
          new Promise((resolve, reject) => {
            navigator.geolocation.getCurrentPosition(resolve, reject);
          }),
      ),
      clipboard: await denied(() => navigator.clipboard.readText()),
      usb: await denied(() => devices.usb!.requestDevice!({ filters: [] })),
      hid: await denied(() => devices.hid!.requestDevice!({ filters: [] })),
      serial: await denied(() => devices.serial!.requestPort!()),
      states: await Promise.all(
        ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'].map(
          state,
        ),
      ),
    };
  }, null);
  expect(answers).toEqual({
    ...{ notifications: 'denied', camera: 'denied', microphone: 'denied', screen: 'denied' },
    ...{ place: 'denied', clipboard: 'denied', usb: 'denied', hid: 'denied', serial: 'denied' },
    states: Array.from({ length: 6 }, () => 'denied'),
  });
});

test('nothing of the window is kept: a session in memory, no storage used, no spelling dictionary', async () => {
  const kept = await inPage(
    async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      cookies: document.cookie,
      databases: await indexedDB.databases(),
      caches: await caches.keys().catch(() => []),
    }),
    null,
  );
  expect(kept).toEqual({ local: 0, session: 0, cookies: '', databases: [], caches: [] });
  const session = await liaison.app.evaluate(({ session: electron }) => {
    const ours = electron.fromPartition('liaison');
    return {
      persistent: ours.isPersistent(),
      path: ours.getStoragePath(),
      spelling: ours.isSpellCheckerEnabled(),
    };
  });
  expect(session).toEqual({ persistent: false, path: null, spelling: false });
});

test('a page that is not ours is answered nothing, even with our preload', async () => {
  const answers = await liaison.app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/preload.cjs`;
    const ask = async (url: string): Promise<unknown> => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { partition: 'liaison', preload, sandbox: true, contextIsolation: true },
      });
      await window.loadURL(url);
      const answer: unknown = await window.webContents.executeJavaScript(
        "window.liaison.call('session.current', {})",
      );
      window.destroy();
      return answer;
    };
    return [await ask('data:text/html,<p>not ours'), await ask('about:blank')];
  });
  for (const answer of answers)
    expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
});

test('names that no call has are answered in words, and tell nothing of the inside', async () => {
  const answers = await inPage(async () => {
    const { call } = (
      window as unknown as { liaison: { call: (name: unknown, input: unknown) => unknown } }
    ).liaison;
    const strange = ['__proto__', 'constructor', 'toString', '', '../session.current', 'patients'];
    return Promise.all(strange.map((name) => call(name, {})));
  }, null);
  for (const answer of answers)
    expect(answer).toEqual({
      ok: false,
      error: { code: 'invalid', message: 'Liaison does not know this request.' },
    });
});

test('a webview is only an unknown element', async () => {
  await inPage(async () => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.org/');
    document.body.append(view);
    const { call } = (window as unknown as { liaison: { call: (n: string, i: object) => unknown } })
      .liaison;
    // What the element asked of main was asked before this.
    await call('session.current', {});
  }, null);
  const kinds = await liaison.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getType()),
  );
  await inPage(() => document.querySelector('webview')!.remove(), null);
  expect(kinds).toEqual(['window']);
});
