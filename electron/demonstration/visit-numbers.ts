/** Numbers of stays as the hospital gives them out: year and a count, `26-07731`. */
import { daysBetween } from '../../shared/time';

/** Stays of the whole house numbered on one day: about what the stories' numbers grow by. */
const numbersPerDay = 117;

/** A function that gives the next free number of an admission date; numbers in use are left out. */
export const visitNumbers = (inUse: Iterable<string>): ((admittedOn: string) => string) => {
  const used = new Set(inUse);
  const nextOf = new Map<string, number>();
  return (admittedOn) => {
    const year = admittedOn.slice(0, 4);
    const first = daysBetween(`${year}-01-01`, admittedOn) * numbersPerDay + 1;
    let count = Math.max(first, nextOf.get(year) ?? 0);
    const named = (): string => `${year.slice(2)}-${String(count).padStart(5, '0')}`;
    while (used.has(named())) count += 1;
    nextOf.set(year, count + 1);
    return named();
  };
};
