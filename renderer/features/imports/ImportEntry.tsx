/** The ways into the import from everywhere: File → Import, and files dropped on the window. */
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '../../app/navigation';
import { useMay } from '../../app/session-context';
import { useAppDispatch } from '../../app/store';
import { Icon } from '../../components/Icon';
import { filesOfDrop, keepDropped } from './drop';
import './imports.css';

const holdsFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

/** Listens while somebody is signed in; shows where a drop would go. */
export const ImportEntry = (): ReactElement | null => {
  const { t } = useTranslation('imports');
  const dispatch = useAppDispatch();
  const may = useMay('import.run');
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!may) return undefined;
    const open = (): void => void dispatch(go({ name: 'import', params: {} }));
    const off = window.liaison.on((event: { type: string; command?: string }) => {
      if (event.type === 'menu' && event.command === 'import') open();
    });
    const drag = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      setOver(false);
      void filesOfDrop(event.dataTransfer).then((files) => {
        if (files.length === 0) return;
        open();
        keepDropped(files);
      });
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      off();
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [dispatch, may]);
  return over ? (
    <div className="drop-over" role="status">
      <Icon name="download" size={20} />
      <b>{t('dropHere')}</b>
      <span>{t('dropText')}</span>
    </div>
  ) : null;
};
