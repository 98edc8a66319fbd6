import type { ReactElement } from 'react';

/** Title and sentence of a set-up step. */
export const StepHead = ({ title, text }: { title: string; text: string }): ReactElement => (
  <div className="step-title">
    <h1>{title}</h1>
    <p className="s2 t-read">{text}</p>
  </div>
);
