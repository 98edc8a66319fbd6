/** Starts the window: nonce for styles, translations, store. */
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import '@fontsource-variable/inter/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { App } from './app/App';
import './app/base.css';
import './app/fields.css';
import './app/parts.css';
import './app/shell.css';
import { startI18n } from './app/i18n';
import { store } from './app/store';
import './app/tokens.css';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
const emotion = createCache({ key: 'ln', nonce });

await startI18n(navigator.language.startsWith('es') ? 'es' : 'en');
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <CacheProvider value={emotion}>
      <Provider store={store}>
        <App />
      </Provider>
    </CacheProvider>
  </StrictMode>,
);
