/** MUI with our theme, and its styles under the nonce of this load; nothing before the work needs it. */
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { ThemeProvider } from '@mui/material/styles';
import type { ReactElement, ReactNode } from 'react';
import { theme } from './theme';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
const emotion = createCache({ key: 'ln', nonce });

export const Themed = ({ children }: { children: ReactNode }): ReactElement => (
  <CacheProvider value={emotion}>
    <ThemeProvider theme={theme}>{children}</ThemeProvider>
  </CacheProvider>
);
