/**
 * MUI's theme over our tokens: every colour is a CSS variable of tokens.css, so that one file holds
 * the values for light and dark and MUI, our own styles and the calendar agree.
 */
import { createTheme } from '@mui/material/styles';

const font =
  '"Inter Hyphen","Inter Variable",Inter,"Segoe UI Variable Text","Segoe UI",-apple-system,BlinkMacSystemFont,"SF Pro Text","Noto Sans","Liberation Sans",sans-serif';

const text = (px: number, line: number, weight: number) => ({
  fontSize: `${px / 16}rem`,
  lineHeight: `${line / 16}rem`,
  fontWeight: weight,
  letterSpacing: 'normal',
});

const shadows = [
  'none',
  ...Array.from({ length: 24 }, () => 'var(--shadow-pop)'),
] as unknown as ReturnType<typeof createTheme>['shadows'];

export const theme = createTheme({
  cssVariables: { cssVarPrefix: 'ln', nativeColor: true },
  spacing: 4,
  shape: { borderRadius: 7 },
  shadows,
  palette: {
    primary: {
      main: 'var(--accent)',
      dark: 'var(--accent-hover)',
      light: 'var(--accent-soft)',
      contrastText: 'var(--on-accent)',
    },
    secondary: { main: 'var(--text-2)', contrastText: 'var(--surface)' },
    error: {
      main: 'var(--overdue)',
      dark: 'var(--overdue-text)',
      contrastText: 'var(--on-overdue)',
    },
    warning: { main: 'var(--today)', contrastText: 'var(--today-text)' },
    info: { main: 'var(--soon)', contrastText: 'var(--surface)' },
    success: { main: 'var(--ok)', contrastText: 'var(--surface)' },
    background: { default: 'var(--canvas)', paper: 'var(--surface)' },
    text: { primary: 'var(--text)', secondary: 'var(--text-2)', disabled: 'var(--text-3)' },
    divider: 'var(--line)',
    action: {
      hover: 'var(--hover)',
      selected: 'var(--selected)',
      disabled: 'var(--text-3)',
      disabledBackground: 'var(--sunken)',
      active: 'var(--text-2)',
    },
  },
  typography: {
    fontFamily: font,
    caption: text(12, 16, 400),
    body2: text(13, 20, 400),
    body1: text(14, 20, 400),
    subtitle2: text(14, 20, 600),
    subtitle1: text(16, 24, 600),
    h1: text(20, 28, 600),
    button: { ...text(13, 20, 500), textTransform: 'none' },
  },
  transitions: { create: () => 'none' },
  components: {
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiButton: {
      defaultProps: { disableElevation: true, variant: 'outlined', color: 'inherit' },
      styleOverrides: {
        root: {
          minWidth: 0,
          height: 30,
          padding: '0 11px',
          gap: 7,
          borderRadius: 7,
          whiteSpace: 'nowrap',
          '&.Mui-focusVisible': { outline: '2px solid var(--accent)', outlineOffset: 2 },
        },
        contained: {
          '&.MuiButton-colorInherit': { background: 'var(--accent)', color: 'var(--on-accent)' },
          '&.MuiButton-colorInherit:hover': { background: 'var(--accent-hover)' },
          '&.Mui-disabled': {
            background: 'var(--sunken)',
            color: 'var(--text-3)',
            border: '1px solid var(--line)',
          },
        },
        outlined: { borderColor: 'var(--line-strong)', background: 'var(--surface)' },
        sizeSmall: { height: 26, padding: '0 9px', borderRadius: 6 },
        sizeLarge: { height: 36, padding: '0 14px', borderRadius: 8, fontSize: '0.8125rem' },
      },
    },
    MuiPaper: {
      defaultProps: { elevation: 0 },
      styleOverrides: { root: { backgroundImage: 'none' } },
    },
    MuiDialog: {
      defaultProps: { transitionDuration: 0 },
      styleOverrides: {
        paper: { borderRadius: 12, boxShadow: 'var(--shadow-pop)', background: 'var(--raised)' },
      },
    },
    MuiPopover: {
      defaultProps: { transitionDuration: 0 },
      styleOverrides: {
        paper: { borderRadius: 10, boxShadow: 'var(--shadow-pop)', background: 'var(--raised)' },
      },
    },
    MuiMenu: { defaultProps: { transitionDuration: 0 } },
    MuiMenuItem: { styleOverrides: { root: { fontSize: '0.8125rem', minHeight: 30 } } },
    MuiTooltip: { defaultProps: { enterDelay: 400, arrow: false } },
    MuiCheckbox: { defaultProps: { disableRipple: true, size: 'small' } },
  },
});
