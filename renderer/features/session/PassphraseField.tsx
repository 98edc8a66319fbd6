/** A passphrase with a show button; for a new one also a strength hint, rated by main. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCallKeeping } from '../../app/api';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';

export const PassphraseField = ({
  label,
  value,
  problem,
  rate = false,
  autoFocus = false,
  onChange,
}: {
  label: string;
  value: string;
  problem?: string | undefined;
  /** A new passphrase: shows how strong it is. */
  rate?: boolean;
  autoFocus?: boolean;
  onChange: (value: string) => void;
}): ReactElement => {
  const { t } = useTranslation('session');
  const [shown, setShown] = useState(false);
  return (
    <div>
      <Field label={label} problem={problem} help={rate ? t('passphrase.help') : undefined}>
        {(control) => (
          <span className="passphrase-input">
            <input
              {...control}
              type={shown ? 'text' : 'password'}
              autoComplete="off"
              spellCheck={false}
              autoFocus={autoFocus}
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
            <button
              type="button"
              className="show"
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
            >
              <Icon name="eye" /> {shown ? t('passphrase.hide') : t('passphrase.show')}
            </button>
          </span>
        )}
      </Field>
      {rate && value !== '' && problem === undefined ? <Strength passphrase={value} /> : null}
    </div>
  );
};

const Strength = ({ passphrase }: { passphrase: string }): ReactElement | null => {
  const { t } = useTranslation('session');
  const { data } = useCallKeeping('session.ratePassphrase', { passphrase });
  if (!data) return null;
  const names = t('passphrase.strength', { returnObjects: true }) as unknown as string[];
  return (
    <div className="row help" role="status">
      <span className="strength" aria-hidden="true">
        {[1, 2, 3, 4].map((n) => (
          <i key={n} className={data.strength >= n ? 'on' : ''} />
        ))}
      </span>
      {data.problem === null ? names[data.strength] : t(`passphrase.problem.${data.problem}`)}
    </div>
  );
};
