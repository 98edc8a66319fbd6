/**
 * Loaded into main before an application (`electron -r`): says on stdout when what BENCH_WAIT_FOR
 * selects has been painted, and ends the application. It stands in both of what is compared.
 */
const { app } = require('electron');

const probe = `new Promise((resolve) => {
  const look = () =>
    document.querySelector(${JSON.stringify(process.env.BENCH_WAIT_FOR)})
      ? requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))
      : requestAnimationFrame(look);
  look();
})`;

app.on('web-contents-created', (_event, contents) =>
  contents.once('dom-ready', async () => {
    await contents.executeJavaScript(probe);
    process.stdout.write('painted\n', () => app.exit(0));
  }),
);
