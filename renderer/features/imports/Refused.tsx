/** What was refused: the reason first, the place second; below, what was read with a note. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SelectionPreview } from '../../../shared/imports/import';
import type { Problem } from '../../../shared/imports/report';
import { Icon } from '../../components/Icon';
import { useImportWords } from './values';

/** Problems drawn at once; all of them are in the saved list. */
const shownAtOnce = 100;

interface Found {
  problem: Problem;
  file: string;
}

/** Reasons with their places. */
export const ProblemList = ({ found }: { found: readonly Found[] }): ReactElement => {
  const { t } = useTranslation('imports');
  const words = useImportWords();
  return (
    <ul className="problem-list">
      {found.slice(0, shownAtOnce).map(({ problem, file }, index) => (
        <li key={`${file}${problem.where}${index}`}>
          <p>{words.reason(problem.reason)}</p>
          <span className="t-cap">
            {/* The file as a whole is its name. */}
            {file !== '' && problem.where === 'file'
              ? file
              : `${file === '' ? '' : `${file}, `}${words.place(problem.where)}`}
          </span>
        </li>
      ))}
      {found.length > shownAtOnce ? (
        <li className="s3">{t('moreProblems', { count: found.length - shownAtOnce })}</li>
      ) : null}
    </ul>
  );
};

export const Refused = ({
  preview,
  onSave,
}: {
  preview: SelectionPreview;
  onSave: () => void;
}): ReactElement => {
  const { t } = useTranslation('imports');
  const all = preview.files.flatMap((file) =>
    file.preview.problems.map((problem) => ({ problem, file: file.name })),
  );
  const errors = all.filter(({ problem }) => problem.severity === 'error');
  const notes = all.filter(({ problem }) => problem.severity === 'warning');
  const count = preview.files.reduce((total, file) => total + file.preview.sums.refused, 0);
  return (
    <>
      <section aria-label={t('refusedTitle')}>
        <div className="section-head">
          <Icon name="barrier" />
          <h2>{t('refusedTitle')}</h2>
          {count > 0 ? <span className="n">{t('refusedCount', { count })}</span> : null}
          {all.length > 0 ? (
            <span className="end">
              <Button size="small" variant="text" className="save-refused" onClick={onSave}>
                {t('saveCsv')}
              </Button>
            </span>
          ) : null}
        </div>
        {errors.length === 0 ? (
          <p className="s3">{t('nothingRefused')}</p>
        ) : (
          <ProblemList found={errors} />
        )}
      </section>
      {notes.length === 0 ? null : (
        <section aria-label={t('notes')}>
          <div className="section-head">
            <Icon name="note" />
            <h2>{t('notes')}</h2>
            <span className="n">{t('notesCount', { count: notes.length })}</span>
          </div>
          <ProblemList found={notes} />
        </section>
      )}
    </>
  );
};
