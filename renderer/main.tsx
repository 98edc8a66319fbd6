/** Starts the window: translations, store. */
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

await startI18n(navigator.language.startsWith('es') ? 'es' : 'en');
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Provider store={store}>
      <App />
    </Provider>
  </StrictMode>,
);
