/** All keys on one sheet (`?`). */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Key } from '../components/Key';

const groups = {
  everywhere: [
    ['Ctrl K', 'find'],
    ['Ctrl L', 'lock'],
    ['Ctrl Z', 'undo'],
    ['Ctrl 1…9, 0', 'places'],
    ['Alt 1…4', 'patients'],
    ['F6', 'region'],
    ['Esc', 'close'],
  ],
  lists: [
    ['↑ ↓ Home End', 'move'],
    ['Enter', 'open'],
    ['Space', 'select'],
    ['Shift ↑ ↓', 'extend'],
    ['Ctrl A', 'all'],
    ['/', 'filter'],
  ],
} as const;

export const KeyHelp = ({ onClose }: { onClose: () => void }): ReactElement => {
  const { t } = useTranslation('app');
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby="key-help-title"
      slotProps={{ paper: { sx: { width: 460, p: 5 } } }}
    >
      <div className="stack">
        <h2 className="t-subject" id="key-help-title">
          {t('keyHelp.title')}
        </h2>
        {Object.entries(groups).map(([group, keys]) => (
          <section key={group} className="stack">
            <h3 className="t-section">{t(`keyHelp.${group}`)}</h3>
            {keys.map(([key, what]) => (
              <div className="row" key={key}>
                <span style={{ width: 140 }}>
                  <Key keys={key} />
                </span>
                <span className="sr">{key}</span>
                {t(`keyHelp.${what}`)}
              </div>
            ))}
          </section>
        ))}
        <div className="row end">
          <Button autoFocus onClick={onClose}>
            {t('close')} <Key keys="Esc" />
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
