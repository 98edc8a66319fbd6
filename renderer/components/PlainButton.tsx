/**
 * A button that looks like MUI's under our theme (theme.ts, MuiButton) and needs none of it: for what
 * stands before the work, which must not wait for a library.
 */
import './plain-button.css';
import type { ComponentProps, ReactElement } from 'react';

export const PlainButton = ({
  look = 'outlined',
  size = 'medium',
  full = false,
  type = 'button',
  ...rest
}: Omit<ComponentProps<'button'>, 'className'> & {
  look?: 'outlined' | 'contained' | 'text';
  size?: 'small' | 'medium' | 'large';
  full?: boolean;
}): ReactElement => (
  <button {...rest} type={type} className={`plain-button ${look} ${size}${full ? ' full' : ''}`} />
);
