/** The sentence and the value of each fact. */
import { useTranslation } from 'react-i18next';
import type { Health } from '../../../shared/health/health';
import { localDateOf } from '../../../shared/time';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';

export type FactName = Exclude<keyof Health, 'at' | 'computer'>;

/** The promises in the order of security.md, by what they guard against. */
export const factGroups: readonly (readonly [string, readonly FactName[]])[] = [
  ['closed', ['encrypted', 'lock', 'passphrases']],
  ['lost', ['newestBackup', 'backups', 'file']],
  ['unseen', ['audit', 'openedWithReason']],
  ['leaves', ['network']],
  ['way', ['recoveryKey', 'administrators']],
];

export const factNames: readonly FactName[] = factGroups.flatMap(([, names]) => names);

const megabyte = 1_048_576;

/** A size in megabytes; what is less than one is one. */
export const megabytesOf = (bytes: number): number => Math.max(1, Math.round(bytes / megabyte));

export interface FactText {
  sentence: string;
  /** Stands at the right: the fact in one or two words. */
  value: string;
}

/** Each fact in words. */
export const useFactText = (health: Health): ((name: FactName) => FactText) => {
  const { t } = useTranslation('health');
  const format = useFormat();
  const { now, zone } = useMinute();
  const when = (at: string | null): string => {
    if (at === null) return '–';
    const day = localDateOf(at, zone);
    const today = localDateOf(now, zone);
    return day === today
      ? t('today', { time: format.time(at, zone) })
      : `${format.date(day, today)}, ${format.time(at, zone)}`;
  };
  const { audit, file, newestBackup, backups, recoveryKey, administrators } = health;
  const texts: Record<FactName, () => FactText> = {
    encrypted: () => ({
      sentence: t('text.encrypted', { cipher: health.encrypted.cipher }),
      value: t('value.of', { n: health.encrypted.sealed, of: health.encrypted.files }),
    }),
    lock: () => ({
      sentence: t('text.lock', {
        minutes: t('minutes', { count: health.lock.idleMinutes }),
        elsewhere: t('minutes', { count: health.lock.idleElsewhereMinutes }),
        locks: format.number(health.lock.locks),
      }),
      value: t('value.minutes', { n: health.lock.idleMinutes }),
    }),
    passphrases: () => ({
      sentence: `${t('text.passphrases', { count: health.passphrases.people, shortest: health.passphrases.shortest })} ${
        health.passphrases.temporary === 0
          ? t('text.noTemporary')
          : t('text.temporary', { count: health.passphrases.temporary })
      }`,
      value: t('value.of', {
        n: health.passphrases.people - health.passphrases.temporary,
        of: health.passphrases.people,
      }),
    }),
    newestBackup: () =>
      newestBackup.at === null
        ? { sentence: t('text.noBackup'), value: t('value.none') }
        : {
            sentence: t('text.newestBackup', {
              when: when(newestBackup.at),
              workstation: newestBackup.workstation,
              mb: format.number(megabytesOf(newestBackup.bytes ?? 0)),
            }),
            value: t(newestBackup.state === 'ok' ? 'value.verified' : 'value.old'),
          },
    backups: () => ({
      sentence:
        backups.count === 0 && backups.damaged === 0
          ? t('text.noneKept')
          : [
              backups.oldestAt === null
                ? t('text.noneWhole')
                : t('text.backups', { count: backups.count, when: when(backups.oldestAt) }),
              ...(backups.damaged === 0
                ? []
                : [t('text.damagedBackups', { count: backups.damaged })]),
            ].join(' '),
      value: format.number(backups.count),
    }),
    file: () => ({
      sentence:
        file.checkedAt === null
          ? t('text.fileNever')
          : file.faults > 0
            ? t('text.fileFaults', { when: when(file.checkedAt) })
            : t('text.file', { when: when(file.checkedAt) }),
      value:
        file.checkedAt === null ? t('value.notYet') : t('value.faults', { count: file.faults }),
    }),
    audit: () => ({
      sentence: audit.broken
        ? t('text.auditBroken', { seq: format.number(audit.broken.seq) })
        : audit.walkedAt === null
          ? t('text.auditNever', { count: audit.newest })
          : t('text.audit', {
              when: when(audit.walkedAt),
              walked: format.number(audit.walked),
              newest: format.number(audit.newest),
              opened: when(audit.newestAt),
            }),
      value: t(audit.broken ? 'value.broken' : 'value.unbroken'),
    }),
    openedWithReason: () => ({
      sentence: t('text.openedWithReason'),
      value: format.number(health.openedWithReason.count),
    }),
    network: () => ({
      sentence: t('text.network'),
      value: format.number(health.network.requests),
    }),
    recoveryKey: () => ({
      sentence:
        recoveryKey.since === null
          ? t('text.noRecoveryKey')
          : `${t('text.recoveryKey', { when: when(recoveryKey.since), by: recoveryKey.byName })} ${
              recoveryKey.keptIn === null
                ? t('text.keptNowhere')
                : t('text.keptIn', { where: recoveryKey.keptIn })
            }`,
      value: t(recoveryKey.since === null ? 'value.none' : 'value.made'),
    }),
    administrators: () => ({
      sentence: t(
        administrators.names.length > 1 ? 'text.administrators' : 'text.oneAdministrator',
        { names: administrators.names.join(', ') },
      ),
      value: format.number(administrators.names.length),
    }),
  };
  return (name) => texts[name]();
};
