/** What an administrator sets: the watched folder, observation codes, whose numbers are whose. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportSettings } from '../../../shared/imports/import';
import { useCall, useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { ErrorPlace, Skeleton, useErrorText } from '../../components/PlaceState';

const Watched = ({ settings }: { settings: ImportSettings }): ReactElement => {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { zone } = useMinute();
  const { run: watch } = useCommand('imports.watch');
  const { run: unwatch } = useCommand('imports.unwatch');
  const { run: setKeep } = useCommand('imports.setKeepDays');
  const [days, setDays] = useState(String(settings.keepDays));
  const wrong = settings.watchState === 'away' || settings.watchState === 'readOnly';
  return (
    <div className="stack">
      <div>
        <h3 className="m">{t('watched')}</h3>
        <p className="s2">{t('watchedText')}</p>
      </div>
      <p>
        {settings.watchedFolder === null
          ? t('watchedNone')
          : t('watchedSet', {
              folder: settings.watchedFolder,
              name: settings.setByName ?? '',
              when: settings.setAt ? format.dateTime(settings.setAt, zone) : '',
            })}{' '}
        {settings.watchedFolder === null ? null : (
          <span className={wrong ? 'sev today' : 'sev ok'} role="status">
            <Icon name={wrong ? 'alert' : 'check'} size={14} />
            {t(`watchState.${settings.watchState}`)}
          </span>
        )}
      </p>
      <div className="row wrap">
        <Button onClick={() => void watch({})}>
          <Icon name="folder" /> {t('watchChoose')}
        </Button>
        {settings.watchedFolder === null ? null : (
          <Button onClick={() => void unwatch({})}>{t('unwatch')}</Button>
        )}
      </div>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          void setKeep({ days: Number(days) });
        }}
      >
        <Field label={t('keepDays')}>
          {(control) => (
            <input
              {...control}
              type="number"
              min={1}
              max={365}
              required
              value={days}
              onChange={(event) => setDays(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" className="align-end">
          {t('save')}
        </Button>
      </form>
    </div>
  );
};

const Observation = ({ settings }: { settings: ImportSettings }): ReactElement => {
  const { t } = useTranslation('imports');
  const { run } = useCommand('imports.setObservationCodes');
  const [codes, setCodes] = useState(settings.observationCodes.join(', '));
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        void run({
          codes: codes
            .split(',')
            .map((code) => code.trim())
            .filter((code) => code !== ''),
        });
      }}
    >
      <Field label={t('observationCodes')} help={t('observationHelp')}>
        {(control) => (
          <input {...control} value={codes} onChange={(event) => setCodes(event.target.value)} />
        )}
      </Field>
      <Button type="submit" className="align-middle">
        {t('save')}
      </Button>
    </form>
  );
};

const Assigners = ({ settings }: { settings: ImportSettings }): ReactElement | null => {
  const { t } = useTranslation('imports');
  const errorText = useErrorText();
  const { run: setOurs } = useCommand('imports.setAssigner');
  const { run: join, error } = useCommand('imports.joinAssigners');
  if (settings.assigners.length === 0) return null;
  const own = settings.assigners.filter(({ isOurs }) => isOurs);
  return (
    <div className="stack">
      <div>
        <h3 className="m">{t('assigners')}</h3>
        <p className="s2">{t('assignersText')}</p>
        {error ? (
          <p className="problem" role="alert">
            {errorText(error)}
          </p>
        ) : null}
      </div>
      <table className="table" aria-label={t('assigners')}>
        <thead>
          <tr>
            <th scope="col">{t('assigner')}</th>
            <th scope="col">{t('alsoCalled')}</th>
            <th scope="col" className="num">
              {t('patientsCount')}
            </th>
            <th scope="col">{t('ours')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {settings.assigners.map((assigner) => (
            <tr key={assigner.id}>
              <th scope="row">{assigner.name}</th>
              <td className="s2">
                {assigner.aliases.filter((alias) => alias !== assigner.name).join(', ')}
              </td>
              <td className="num">{assigner.patients}</td>
              <td>
                <input
                  type="checkbox"
                  aria-label={t('isOurs', { name: assigner.name })}
                  checked={assigner.isOurs}
                  onChange={(event) =>
                    void setOurs({ id: assigner.id, isOurs: event.target.checked })
                  }
                />
              </td>
              <td>
                {assigner.isOurs
                  ? null
                  : own.map((mine) => (
                      <Button
                        key={mine.id}
                        size="small"
                        variant="text"
                        aria-label={`${assigner.name}: ${t('join', { name: mine.name })}`}
                        onClick={() => void join({ fromId: assigner.id, intoId: mine.id })}
                      >
                        {t('join', { name: mine.name })}
                      </Button>
                    ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

export const Settings = (): ReactElement => {
  const { t } = useTranslation('imports');
  const { data, error, refetch } = useCall('imports.settings', {});
  if (error) return <ErrorPlace error={error} onRetry={refetch} />;
  if (!data) return <Skeleton rows={3} />;
  return (
    <section className="stack" aria-label={t('settingsTitle')}>
      <div className="section-head">
        <h2>{t('settingsTitle')}</h2>
      </div>
      <Watched settings={data} />
      <Observation settings={data} />
      <Assigners settings={data} />
    </section>
  );
};
