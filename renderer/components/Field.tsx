/** A labelled field: label above, helper or problem below, tied together for screen readers. */
import { useId, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon';

/** What the control inside must carry. */
export interface ControlProps {
  id: string;
  className: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
}

/** `children` draws the control with the props it is given. */
export const Field = ({
  label,
  help,
  problem,
  optional = false,
  children,
}: {
  label: string;
  help?: ReactNode;
  problem?: string | undefined;
  optional?: boolean;
  children: (control: ControlProps) => ReactNode;
}): ReactElement => {
  const { t } = useTranslation('components');
  const id = useId();
  const below = `${id}-below`;
  const hasBelow = problem !== undefined || help !== undefined;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {optional ? <span className="optional">{t('optional')}</span> : null}
      </label>
      {children({
        id,
        className: 'input',
        'aria-describedby': hasBelow ? below : undefined,
        'aria-invalid': problem !== undefined,
      })}
      {problem === undefined ? (
        help === undefined ? null : (
          <div className="help" id={below}>
            {help}
          </div>
        )
      ) : (
        <div className="problem" id={below} role="alert">
          <Icon name="alert" size={14} />
          {problem}
        </div>
      )}
    </div>
  );
};
