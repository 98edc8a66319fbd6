/** A feed of many ADT messages: the generator's census, told again with other people and numbers. */
import { censusAsHl7, generateHospital } from '../../electron/demonstration';

/** Who gives out the numbers of the feed. */
export const feedAssigner = 'ALDERPOINT';

/** The feed is told for this instant, in this zone. */
const now = '2026-03-12T13:42:00.000Z';
const zone = 'America/New_York';

/** The census of another hospital of the same size: every person has another name and number. */
const census = (serial: number): string => {
  const today = now.slice(0, 10);
  const data = generateHospital({ today, now, zone, scale: 0, seed: `long-feed-${serial}` });
  const mark = serial.toString(36);
  return (
    censusAsHl7(data, { assigner: feedAssigner })
      // The people of the stories are the same under every seed.
      .replace(/^(PID\|1\|\|)(\d+)(\^[^|]*\|\|[^^|]*)/gm, `$1$2${mark}$3${mark}`)
      .replace(/(\|)([^|^]+)(\^\^\^ALDERPOINT\^VN)/g, `$1$2-${mark}$3`)
      .replace(/^(MSH(?:\|[^|]*){8}\|AP\d+)/gm, `$1${mark}`)
  );
};

export interface LongFeed {
  text: string;
  messages: number;
  /** Record numbers of its people. */
  mrns: string[];
}

/** As many whole messages as asked for; another `first` tells of other people. */
export const longFeed = (messages: number, first = 0): LongFeed => {
  let all: string[] = [];
  for (let serial = first; all.length < messages; serial += 1)
    all = all.concat(census(serial).split(/(?<=\r)(?=MSH\|)/));
  const taken = all.slice(0, messages);
  const text = taken.join('');
  const mrns = [...text.matchAll(/^PID\|1\|\|([^^|]+)/gm)].map(([, mrn]) => mrn ?? '');
  return { text, messages: taken.length, mrns: [...new Set(mrns)] };
};
