/** All keys on one sheet (`?`), and the way to what Liaison promises. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '../../app/navigation';
import { useAppDispatch } from '../../app/store';
import { Key } from '../../components/Key';
import { KeyList } from './KeyList';
import './help.css';

export const KeyHelp = ({
  places,
  onClose,
}: {
  /** Names of the places that the person has. */
  places: readonly string[];
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('help');
  const { t: tApp } = useTranslation('app');
  const dispatch = useAppDispatch();
  const titleId = useId();
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { width: 720, maxWidth: '94vw', overflow: 'hidden' } } }}
    >
      <div className="key-help">
        <h2 className="t-subject" id={titleId}>
          {t('keys')}
        </h2>
        {/* Scrolls by keyboard too. */}
        <div className="key-help-body" tabIndex={0} role="group" aria-labelledby={titleId}>
          <KeyList places={places} />
        </div>
        <div className="row wrap">
          <button
            type="button"
            className="link"
            onClick={() => {
              onClose();
              dispatch(go({ name: 'help', params: {} }));
            }}
          >
            {t('toPromise')}
          </button>
          <span className="end">
            <Button autoFocus onClick={onClose}>
              {tApp('close')} <Key keys="Esc" />
            </Button>
          </span>
        </div>
      </div>
    </Dialog>
  );
};
