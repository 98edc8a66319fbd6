/** What the files would change, before anything is written (look.md: Preview before writing). */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilePreview, SelectionPreview } from '../../../shared/imports/import';
import { useFormat } from '../../app/format';
import { useKey } from '../../app/keys';
import { useMinute } from '../../app/now';
import { useSession } from '../../app/session-context';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { ErrorPlace } from '../../components/PlaceState';
import { MappingForm } from './MappingForm';
import { PreviewLists } from './PreviewLists';
import { Refused } from './Refused';
import { SamePerson } from './SamePerson';
import { useSumsInWords } from './sums-in-words';
import { saveTable, typedKey, writable, type ImportAtHand } from './use-import';
import { useImportWords } from './values';

/** More messages than this are better written in a quiet moment (architecture: processes). */
const manyItems = 5_000;

const sum = (preview: SelectionPreview, pick: (file: FilePreview) => number): number =>
  preview.files.reduce((total, file) => total + pick(file), 0);

const FileRow = ({ file, onMap }: { file: FilePreview; onMap: () => void }): ReactElement => {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { zone } = useMinute();
  const words = useImportWords();
  const { preview, csv, name } = file;
  const unused = Object.entries(preview.notUsed)
    .map(([kind, count]) => `${words.unused(kind)} ${format.number(count)}`)
    .join(', ');
  const facts = [
    preview.describedAs,
    preview.format === 'unknown' ? '' : t(`found.${preview.format}`, { count: preview.found }),
    preview.importedBefore === null
      ? ''
      : t('importedBefore', { when: format.dateTime(preview.importedBefore, zone) }),
    unused === '' ? '' : t('notUsed', { list: unused }),
  ].filter((fact) => fact !== '');
  return (
    <tr>
      <th scope="row">
        <span className="row">
          <Icon name={preview.outcome === 'refused' ? 'barrier' : 'note'} size={14} />
          <b className="m trunc">{name}</b>
          <span className="s3 trunc">{facts.join(', ')}</span>
          {csv ? (
            <Button
              size="small"
              variant="text"
              onClick={onMap}
              aria-label={`${t('mapChange')} ${name}`}
            >
              {t('mapChange')}
            </Button>
          ) : null}
        </span>
      </th>
      <td className="num">{format.number(preview.sums.new)}</td>
      <td className="num">{format.number(preview.sums.changed)}</td>
      <td className="num s3">{format.number(preview.sums.unchanged)}</td>
      <td className="num">{format.number(preview.sums.refused)}</td>
      <td className={preview.sums.toDecide > 0 ? 'num' : 'num s3'}>
        {format.number(preview.sums.toDecide)}
      </td>
    </tr>
  );
};

const FileTable = ({
  preview,
  onMap,
}: {
  preview: SelectionPreview;
  onMap: (fileId: string) => void;
}): ReactElement => {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const records = sum(
    preview,
    ({ preview: { sums } }) => sums.new + sums.changed + sums.unchanged + sums.refused,
  );
  const refused = sum(preview, (file) => file.preview.sums.refused);
  const toDecide = sum(preview, (file) => file.preview.sums.toDecide);
  return (
    <div className="file-table" tabIndex={0} role="region" aria-label={t('file')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('file')}</th>
            {(['new', 'changed', 'unchanged', 'refused', 'toDecide'] as const).map((column) => (
              <th scope="col" className="num" key={column}>
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.files.map((file) => (
            <FileRow key={file.fileId} file={file} onMap={() => onMap(file.fileId)} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('together', { count: records })}</th>
            <td className="num">{format.number(sum(preview, (file) => file.preview.sums.new))}</td>
            <td className="num">
              {format.number(sum(preview, (file) => file.preview.sums.changed))}
            </td>
            <td className="num s3">
              {format.number(sum(preview, (file) => file.preview.sums.unchanged))}
            </td>
            <td className="num">
              {refused > 0 ? <Icon name="barrier" size={14} /> : null} {format.number(refused)}
            </td>
            <td className="num">
              {toDecide > 0 ? (
                <span className="sev today">
                  <Icon name="alert" size={14} />
                  {format.number(toDecide)}
                </span>
              ) : (
                0
              )}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
};

/** How many records would be written, with what the person decided. */
const written = (
  at: ImportAtHand,
  preview: SelectionPreview,
): { added: number; changed: number; typed: number; undecided: number } => {
  const ready = new Set(writable(preview));
  const files = preview.files.filter(({ fileId }) => ready.has(fileId));
  const changes = files.flatMap((file) => file.preview.changes);
  const plain = new Set(changes.filter(({ typed }) => !typed).map(({ rowId }) => rowId));
  const typed = changes.filter((change) => change.typed !== null);
  const taken = new Set(
    typed.filter((change) => at.takeFile.has(typedKey(change))).map(({ rowId }) => rowId),
  );
  return {
    added: files.reduce((total, file) => total + file.preview.sums.new, 0),
    changed:
      files.reduce((total, file) => total + file.preview.sums.changed, 0) +
      [...taken].filter((rowId) => !plain.has(rowId)).length,
    typed: typed.filter((change) => !at.takeFile.has(typedKey(change))).length,
    undecided: files
      .flatMap((file) => file.preview.duplicates)
      .filter(({ key }) => (at.duplicates[key] ?? 'later') === 'later').length,
  };
};

const FootBar = ({
  at,
  preview,
  onEscape,
}: {
  at: ImportAtHand;
  preview: SelectionPreview;
  /** Closes what lies nearest: the columns of a census, else the preview. */
  onEscape: () => void;
}): ReactElement => {
  const { t } = useTranslation('imports');
  const [sure, setSure] = useState(false);
  const sums = useSumsInWords();
  const { added, changed, typed, undecided } = written(at, preview);
  const refused = sum(preview, (file) => file.preview.sums.refused);
  const count = added + changed;
  const found = sum(preview, (file) => file.preview.found);
  const ready = writable(preview).length > 0;
  const begin = (): void => {
    if (found > manyItems) setSure(true);
    else void at.write();
  };
  useKey('ctrl+enter', begin, ready);
  useKey('escape', onEscape);
  return (
    <div className="foot-bar">
      <div className="grow">
        <b className="b">{sums.writes(added, changed) ?? t('footNothing')}</b>{' '}
        <span className="s2">
          {[
            sums.leftOut(refused, undecided),
            typed > 0 ? t('staysTyped', { count: typed }) : '',
          ].join(' ')}
        </span>
        <br />
        <span className="s2">{t('footHow')}</span>
      </div>
      <Button size="large" onClick={at.leave}>
        {t('cancel')} <Key keys="Esc" />
      </Button>
      <Button size="large" variant="contained" disabled={!ready} onClick={begin}>
        {t('write', { count })} <Key keys="Ctrl Enter" on />
      </Button>
      {sure ? (
        <ConfirmDialog
          title={t('manyTitle', { count: found })}
          confirm={t('manyConfirm')}
          safe={t('manyLater')}
          dangerous={false}
          onClose={() => setSure(false)}
          onConfirm={() => {
            setSure(false);
            void at.write();
          }}
        >
          {t('manyText')}
        </ConfirmDialog>
      ) : null}
    </div>
  );
};

export const PreviewView = ({
  at,
  preview,
}: {
  at: ImportAtHand;
  preview: SelectionPreview;
}): ReactElement => {
  const { t } = useTranslation('imports');
  const { user } = useSession();
  const [mapping, setMapping] = useState<string | null>(null);
  // A file that needs a word asks by itself, until the person puts it off.
  const [putOff, setPutOff] = useState<ReadonlySet<string>>(new Set());
  const [saved, setSaved] = useState(false);
  const asked = preview.files.find(
    ({ fileId, csv }) => csv !== null && csv.askFormat.length > 0 && !putOff.has(fileId),
  );
  const mapped = preview.files.find(({ fileId }) => fileId === (mapping ?? asked?.fileId));
  const closeMapping = (): void => {
    if (mapped) setPutOff(new Set([...putOff, mapped.fileId]));
    setMapping(null);
  };
  const seconds = Math.max(1, Math.round(preview.tookMs / 1000));
  const save = async (what: 'imports.saveRefused' | 'imports.saveReport'): Promise<void> => {
    if (at.selection) setSaved((await saveTable(what, at.selection.selectionId)).saved);
  };
  return (
    <>
      <div className="preview-body">
        <div className="panel-head">
          <div>
            <h1 className="t-page">{t('titlePreview')}</h1>
            <p className="s2">
              {t('readIn', { count: preview.files.length, seconds })}{' '}
              <b className="m">{t('nothingWritten')}</b>{' '}
              {at.selection && at.selection.leftOut > 0
                ? t('leftOut', { count: at.selection.leftOut })
                : null}{' '}
              {preview.hidden > 0 ? t('hidden', { count: preview.hidden }) : null}{' '}
              {user.role === 'administrator' ? t('administratorSees') : null}
            </p>
          </div>
          <div className="row end">
            {saved ? <span className="good">{t('saved')}</span> : null}
            <Button onClick={() => void at.choose('files')}>
              <Icon name="download" /> {t('otherFiles')}
            </Button>
            <Button onClick={() => void save('imports.saveReport')}>
              <Icon name="note" /> {t('saveReport')}
            </Button>
          </div>
        </div>
        {at.error ? <ErrorPlace error={at.error} /> : null}
        <FileTable preview={preview} onMap={setMapping} />
        {mapped?.csv ? (
          <MappingForm
            key={mapped.fileId}
            name={mapped.name}
            question={mapped.csv}
            onRead={async (next) => {
              await at.map(mapped.fileId, next);
              setMapping(null);
            }}
            onClose={closeMapping}
          />
        ) : null}
        <div className="preview-split">
          <PreviewLists at={at} preview={preview} />
          <aside className="preview-side" tabIndex={0} aria-label={t('toDecide')}>
            <SamePerson at={at} preview={preview} />
            <Refused preview={preview} onSave={() => void save('imports.saveRefused')} />
          </aside>
        </div>
      </div>
      <FootBar at={at} preview={preview} onEscape={mapped ? closeMapping : at.leave} />
    </>
  );
};
