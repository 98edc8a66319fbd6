/** A feed of many ADT messages: the generator's census, told again with other people and numbers. */
import { censusAsHl7, generateHospital } from '../../electron/demonstration';
import { benchNow, benchZone } from './hospitals';

/** Who gives out the numbers of the feed. */
export const feedAssigner = 'ALDERPOINT';

/** The census of another hospital of the same size: every person has another name and number. */
const census = (serial: number): string => {
  const data = generateHospital({
    ...{ today: benchNow.slice(0, 10), now: benchNow, zone: benchZone, scale: 0 },
    seed: `bench-feed-${serial}`,
  });
  const mark = String.fromCharCode(97 + serial);
  return (
    censusAsHl7(data, { assigner: feedAssigner })
      // The people of the stories are the same under every seed.
      .replace(/^(PID\|1\|\|)(\d+)(\^[^|]*\|\|[^^|]*)/gm, `$1$2${serial}$3${mark}`)
      .replace(/(\|)([^|^]+)(\^\^\^ALDERPOINT\^VN)/g, `$1$2-${serial}$3`)
      .replace(/^(MSH(?:\|[^|]*){8}\|AP\d+)/gm, `$1${mark}`)
  );
};

/** As many whole messages as asked for. */
export const feedOf = (messages: number): { text: string; messages: number } => {
  let all: string[] = [];
  for (let serial = 0; all.length < messages; serial += 1)
    all = all.concat(census(serial).split(/(?<=\r)(?=MSH\|)/));
  const taken = all.slice(0, messages);
  return { text: taken.join(''), messages: taken.length };
};
