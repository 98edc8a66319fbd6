/** The product's mark: from one hand to the next. */
import type { ReactElement } from 'react';

export const BrandMark = (): ReactElement => (
  <svg className="brand-mark" viewBox="0 0 22 22" aria-hidden="true">
    <rect className="ground" width="22" height="22" rx="6" />
    <path d="M7 6.5v5.5a3.5 3.5 0 0 0 3.5 3.5h4.5" />
    <circle className="from" cx="7" cy="6.5" r="2.2" />
    <circle className="to" cx="15.3" cy="15.5" r="2.7" />
  </svg>
);
