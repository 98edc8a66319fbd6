/** The left rail: places with Ctrl+1…9 and Ctrl+0, then the patients open, Alt+1 to Alt+4. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../components/Icon';
import { Key } from '../components/Key';
import { OpenPatientItem } from '../features/patients/rail';
import { useCallKeeping } from './api';
import { useKey } from './keys';
import { go, type OpenPatient } from './navigation';
import type { PlaceDefinition } from './places';
import { useMay } from './session-context';
import { useAppDispatch, useAppSelector } from './store';

const PlaceItem = ({
  place,
  digit,
  count,
}: {
  place: PlaceDefinition;
  digit: string | null;
  count: number | undefined;
}): ReactElement => {
  const { t } = useTranslation('app');
  const dispatch = useAppDispatch();
  const present = useAppSelector((state) => state.navigation.present);
  const open = (): void => void dispatch(go({ name: place.name, params: {} }));
  useKey(`ctrl+${digit}`, open, digit !== null);
  return (
    <button
      type="button"
      className="rail-item"
      aria-current={present.name === place.name ? 'page' : undefined}
      // What is read aloud is what stands there, also where a narrow rail hides the word.
      aria-label={[t(`place.${place.name}`), count].filter((part) => part !== undefined).join(' ')}
      title={
        digit === null ? t(`place.${place.name}`) : `${t(`place.${place.name}`)} (Ctrl+${digit})`
      }
      onClick={open}
    >
      <Icon name={place.icon} />
      <span className="label">{t(`place.${place.name}`)}</span>
      {count === undefined ? null : <span className="n">{` ${count}`}</span>}
    </button>
  );
};

/** What stands beside a place's name: of the caseload the stays of the chosen unit. */
const useCounts = (): Record<string, number | undefined> => {
  const mayRead = useMay('patients.read');
  const unitId = useAppSelector((state) => state.navigation.unitId);
  const { data } = useCallKeeping('caseload.counts', mayRead ? {} : null);
  if (!data) return {};
  const ofUnit = data.units.find((unit) => unit.unitId === unitId)?.count ?? 0;
  return { caseload: unitId === null ? data.all : ofUnit };
};

/** The place that stands at the rail's foot. */
const foot = 'settings';

const digitOf = (index: number): string | null =>
  index < 9 ? String(index + 1) : index === 9 ? '0' : null;

export const Rail = ({ places }: { places: readonly PlaceDefinition[] }): ReactElement => {
  const { t } = useTranslation('app');
  const openPatients = useAppSelector((state) => state.navigation.openPatients);
  const mayRead = useMay('patients.read');
  const counts = useCounts();
  const items = places.map((place, index) => ({ place, digit: digitOf(index) }));
  const item = ({ place, digit }: (typeof items)[number]): ReactElement => (
    <PlaceItem key={place.name} place={place} digit={digit} count={counts[place.name]} />
  );
  return (
    <nav className="rail" id="region-rail" tabIndex={-1} aria-label={t('region.rail')}>
      {items.filter(({ place }) => place.name !== foot).map(item)}
      {mayRead && openPatients.length > 0 ? (
        <>
          <h2 className="rail-title">
            {t('openPatients')} <Key keys="Alt 1–4" />
          </h2>
          {openPatients.map((patient: OpenPatient, index: number) => (
            <OpenPatientItem key={patient.patientId} patient={patient} digit={index + 1} />
          ))}
        </>
      ) : null}
      <span className="rail-spacer" />
      {items.filter(({ place }) => place.name === foot).map(item)}
    </nav>
  );
};
