/** The import: choose or drop files, see what would change, write it; below, what waits and what was. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session-context';
import { useWork } from '../../app/work-context';
import { Icon } from '../../components/Icon';
import { ErrorPlace } from '../../components/PlaceState';
import { History } from './History';
import { Kept } from './Kept';
import { PreviewView } from './PreviewView';
import { Settings } from './Settings';
import { useSumsInWords } from './sums-in-words';
import { useImport, type ImportAtHand } from './use-import';
import { Waiting } from './Waiting';
import './imports.css';

/** Reading or writing: how far, and how to stop it. */
const AtWork = ({ at }: { at: ImportAtHand }): ReactElement => {
  const { t } = useTranslation('imports');
  const { job } = useWork();
  const of = job?.of ?? 0;
  return (
    <div className="place-state" role="status">
      <Icon name="hourglass" size={20} />
      <div className="t-section">{at.step === 'reading' ? t('reading') : t('writing')}</div>
      <p>{job?.label ?? ''}</p>
      <progress
        max={of || 1}
        value={job ? job.done : 0}
        aria-label={at.step === 'reading' ? t('reading') : t('writing')}
      />
      {of > 0 ? <span className="s3">{t('progress', { done: job?.done ?? 0, of })}</span> : null}
      <Button onClick={at.stop}>{t('stop')}</Button>
    </div>
  );
};

const Written = ({ at }: { at: ImportAtHand }): ReactElement => {
  const { t } = useTranslation('imports');
  const sum = (pick: (sums: ImportAtHand['results'][number]['sums']) => number): number =>
    at.results.reduce((total, { sums }) => total + pick(sums), 0);
  const words = useSumsInWords();
  const differences = sum((s) => s.differences);
  return (
    <section className="box stack" role="status" aria-label={t('titleWritten')}>
      <p className="b">
        {t('writtenText', {
          added: sum((s) => s.new),
          changed: sum((s) => s.changed),
          unchanged: sum((s) => s.unchanged),
        })}
      </p>
      <p className="s2">
        {[
          words.leftOut(
            sum((s) => s.refused),
            sum((s) => s.undecided),
          ),
          differences > 0 ? t('waitBelow', { count: differences }) : '',
        ].join(' ')}
      </p>
      <ul>
        {at.results.map(({ fileId, name, outcome, problem }) => (
          <li key={fileId} className="row">
            <Icon
              name={outcome === 'refused' || outcome === null ? 'barrier' : 'check'}
              size={14}
            />
            <span className="m">{name}</span>
            <span className="s3">{problem ?? (outcome ? t(`outcome.${outcome}`) : '')}</span>
          </li>
        ))}
      </ul>
      <div>
        <Button variant="contained" onClick={at.leave}>
          {t('back')}
        </Button>
      </div>
    </section>
  );
};

const Begin = ({ at }: { at: ImportAtHand }): ReactElement => {
  const { t } = useTranslation('imports');
  return (
    <section className="box stack import-begin" aria-label={t('title')}>
      <p className="s2">{t('intro')}</p>
      <div className="row wrap">
        <Button variant="contained" onClick={() => void at.choose('files')}>
          <Icon name="note" /> {t('chooseFiles')}
        </Button>
        <Button onClick={() => void at.choose('folder')}>
          <Icon name="folder" /> {t('chooseFolder')}
        </Button>
        <span className="s3">{t('orDrop')}</span>
      </div>
    </section>
  );
};

export const ImportPage = (): ReactElement => {
  const { t } = useTranslation('imports');
  const at = useImport();
  const mayManage = useMay('settings.manage');
  const { job } = useWork();
  // One that was begun here before the page was left, or of the watched folder.
  const elsewhere = at.step === 'start' && job?.job === 'imports';
  if (at.step === 'preview' && at.preview) return <PreviewView at={at} preview={at.preview} />;
  return (
    <>
      <div className="panel-head">
        <h1 className="t-page">{at.step === 'written' ? t('titleWritten') : t('title')}</h1>
      </div>
      <div className="panel-body stack import-body">
        {at.error && at.step === 'start' ? <ErrorPlace error={at.error} /> : null}
        {at.step === 'reading' || at.step === 'writing' || elsewhere ? <AtWork at={at} /> : null}
        {at.step === 'start' ? <Kept at={at} /> : null}
        {at.step === 'start' ? <Begin at={at} /> : null}
        {at.step === 'written' ? <Written at={at} /> : null}
        {at.step === 'start' || at.step === 'written' ? (
          <>
            <Waiting />
            <History />
            {mayManage ? <Settings /> : null}
          </>
        ) : null}
      </div>
    </>
  );
};
