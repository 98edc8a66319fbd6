/** The passphrase field of a signature, shown where it was typed too long ago; main decides anew. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { signWithinMinutes } from '../../../../shared/careplans/activation';
import type { CallError } from '../../../../shared/errors';
import { epochOf, minuteMs } from '../../../../shared/time';
import { useCommand } from '../../../app/api';
import { useMinute } from '../../../app/now';
import { useSession } from '../../../app/session-context';
import { Field } from '../../../components/Field';
import { usePlanErrorText } from '../error-text';

export interface Signature {
  field: ReactElement | null;
  asked: boolean;
  isChecking: boolean;
  /** Asks main for the passphrase where it must; false = not right, and the field says so. */
  confirm: () => Promise<boolean>;
  /** Main refused a signature: the field is shown where that was for want of a passphrase. */
  refused: (error: CallError) => void;
}

export const useSignature = (): Signature => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const { user } = useSession();
  const { now } = useMinute();
  const { run, isRunning } = useCommand('session.confirm');
  const [wanted, setWanted] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [wrong, setWrong] = useState<string>();
  const age = epochOf(now) - epochOf(user.confirmedAt);
  const asked = wanted || age > signWithinMinutes * minuteMs;
  return {
    asked,
    isChecking: isRunning,
    confirm: async () => {
      if (!asked) return true;
      if (passphrase === '') {
        setWrong(t('missing'));
        return false;
      }
      const confirmed = await run({ passphrase });
      if (confirmed.ok) return true;
      setWrong(errorText(confirmed.error));
      return false;
    },
    refused: ({ key }) => {
      if (key === 'careplans.needPassphrase') setWanted(true);
    },
    field: asked ? (
      <Field
        label={t('course.passphrase')}
        help={t('course.passphraseWhy', { minutes: signWithinMinutes })}
        problem={wrong}
      >
        {(control) => (
          <input
            {...control}
            type="password"
            autoComplete="off"
            value={passphrase}
            onChange={(event) => {
              setPassphrase(event.target.value);
              setWrong(undefined);
            }}
          />
        )}
      </Field>
    ) : null,
  };
};
