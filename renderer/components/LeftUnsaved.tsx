/** A calm line where a form belongs that was left with text in it: go on, or throw it away. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { localDateOf } from '../../shared/time';
import { useFormat } from '../app/format';
import { useThrowAway } from '../app/leave-form';
import { useMinute } from '../app/now';
import { useOfferedDraft } from '../app/open-forms';
import { Icon } from './Icon';

export const LeftUnsaved = ({
  form,
  what,
  onGoOn,
}: {
  /** The form's draft. */
  form: string;
  /** What it is, as a title names it. */
  what: string;
  /** Opens the form, which then holds what was typed. */
  onGoOn: () => void;
}): ReactElement | null => {
  const { t } = useTranslation('components');
  const format = useFormat();
  const { now, zone } = useMinute();
  const draft = useOfferedDraft(form);
  const throwAway = useThrowAway();
  if (draft === undefined || draft.text === '') return null;
  const at = draft.updatedAt;
  const today = localDateOf(at, zone) === localDateOf(now, zone);
  return (
    <div className="left-unsaved row wrap" role="status">
      <Icon name="pencil" size={14} />
      <span>
        {t(today ? 'left.at' : 'left.on', {
          what,
          when: today ? format.time(at, zone) : format.dateTime(at, zone),
        })}
      </span>
      <Button size="small" aria-label={t('left.goOnWith', { what })} onClick={onGoOn}>
        {t('left.goOn')}
      </Button>
      <Button
        size="small"
        variant="text"
        aria-label={t('left.discardOf', { what })}
        onClick={() => throwAway(form, what)}
      >
        {t('left.discard')}
      </Button>
    </div>
  );
};
