/** Brand, back and forward, the command bar's door, unit switch, date and time in the hospital's zone. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { localDateOf } from '../../shared/time';
import { BrandMark } from '../components/BrandMark';
import { Icon } from '../components/Icon';
import { Key } from '../components/Key';
import { useFormat } from './format';
import { back, chooseUnit, forward } from './navigation';
import { useMinute } from './now';
import { useMay, useSession } from './session-context';
import { useAppDispatch, useAppSelector } from './store';

/** The unit the lists are about; one choice only where a person has one unit. */
const UnitSwitch = (): ReactElement | null => {
  const { t } = useTranslation('app');
  const { units } = useSession();
  const dispatch = useAppDispatch();
  const unitId = useAppSelector((state) => state.navigation.unitId);
  if (units.length === 0) return null;
  return (
    <label className="row">
      <Icon name="bed" />
      <span className="sr">{t('unit')}</span>
      <select
        className="quiet-select"
        value={unitId ?? ''}
        onChange={(event) => dispatch(chooseUnit(event.target.value || null))}
      >
        {units.length > 1 ? <option value="">{t('allUnits')}</option> : null}
        {units.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unit.name}
          </option>
        ))}
      </select>
    </label>
  );
};

export const TopBar = ({ onCommand }: { onCommand: () => void }): ReactElement => {
  const { t } = useTranslation('app');
  const format = useFormat();
  const { now, zone } = useMinute();
  const dispatch = useAppDispatch();
  const { past, future } = useAppSelector((state) => state.navigation);
  const mayRead = useMay('patients.read');
  return (
    <header className="top">
      <div className="brand">
        <BrandMark />
        <span className="brand-name">{t('brand')}</span>
      </div>
      <div className="crumb row">
        <button
          type="button"
          className="icon-button"
          aria-label={t('back')}
          disabled={past.length === 0}
          onClick={() => dispatch(back())}
        >
          <Icon name="left" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t('forward')}
          disabled={future.length === 0}
          onClick={() => dispatch(forward())}
        >
          <Icon name="right" />
        </button>
      </div>
      <button
        type="button"
        className="command-open"
        aria-keyshortcuts="Control+K"
        onClick={onCommand}
      >
        <Icon name="search" />
        <span className="trunc">{mayRead ? t('find') : t('findAdministrator')}</span>
        <Key keys="Ctrl K" />
      </button>
      <div className="top-right">
        {mayRead ? <UnitSwitch /> : null}
        <span className="clock">
          {format.weekdayDate(localDateOf(now, zone))} <b className="b">{format.time(now, zone)}</b>
        </span>
      </div>
    </header>
  );
};
