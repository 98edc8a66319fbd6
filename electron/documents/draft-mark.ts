/**
 * The outlined, pale DRAFT behind the text of an unsigned plan (look.md, Print). It is drawn as
 * lines, so that it stays out of the text layer; the words “DRAFT, not signed” stand in the text.
 */

interface Letter {
  /** Width to the next letter, in thousandths of the letter size. */
  advance: number;
  /** Outline, y upward, as path commands with absolute coordinates. */
  outline: string;
}

/** Outlines after Inter Bold (SIL OFL 1.1), overlapping parts joined by hand. */
const letters: Record<string, Letter> = {
  A: {
    advance: 747,
    outline:
      'M24 0L272 728L468 728L723 0L557 0L501 169L243 169L188 0Z M280 286L301 351L371 600L440 351L462 286Z',
  },
  B: {
    advance: 662,
    outline:
      'M66 0L66 728L354 728Q435 728 488 703Q542 679 568 637Q595 595 595 541Q595 498 578 466Q561 434 531 413Q501 393 464 384L464 377Q505 375 541 354Q578 332 600 293Q623 254 623 201Q623 143 595 98Q566 52 511 26Q456 0 373 0Z M215 123L344 123Q409 123 439 148Q470 173 470 215Q470 246 455 269Q440 293 413 306Q385 320 348 320L215 320Z M215 422L333 422Q364 422 390 433Q415 445 429 466Q444 487 444 517Q444 556 416 581Q388 606 335 606L215 606Z',
  },
  D: {
    advance: 722,
    outline:
      'M66 0L322 0Q433 0 512 44Q591 87 634 169Q676 250 676 364Q676 478 634 559Q591 640 512 684Q434 728 324 728L66 728Z M215 128L314 128Q385 128 432 153Q480 178 504 230Q528 283 528 364Q528 445 504 497Q479 549 432 574Q385 599 315 599L215 599Z',
  },
  F: {
    advance: 587,
    outline: 'M66 0L66 728L544 728L544 604L215 604L215 401L512 401L512 279L215 279L215 0Z',
  },
  O: {
    advance: 771,
    outline:
      'M385 -10Q289 -10 212 34Q135 78 91 162Q46 245 46 363Q46 482 91 566Q135 649 212 693Q289 737 385 737Q482 737 559 693Q635 649 680 566Q725 482 725 363Q725 245 680 162Q635 78 559 34Q482 -10 385 -10Z M385 123Q442 123 484 150Q526 178 550 232Q573 286 573 363Q573 442 550 496Q526 550 484 577Q442 605 385 605Q329 605 287 577Q244 549 221 495Q197 441 197 363Q197 286 221 232Q244 178 287 150Q329 123 385 123Z',
  },
  R: {
    advance: 657,
    outline:
      'M66 0L66 728L350 728Q433 728 491 698Q549 669 579 616Q610 563 610 491Q610 419 579 367Q548 315 481 284L636 0L471 0L331 260L215 260L215 0Z M215 380L322 380Q368 380 397 393Q427 405 441 430Q456 455 456 491Q456 528 441 553Q427 578 397 591Q368 604 322 604L215 604Z',
  },
  T: { advance: 667, outline: 'M37 604L37 728L631 728L631 604L409 604L409 0L259 0L259 604Z' },
};

/** Space between letters and height of a capital, in thousandths of the letter size. */
const tracking = 60;
const capHeight = 728;
/** Leaning upward to the right. */
const angle = (28 * Math.PI) / 180;

/**
 * A word's outline centred on a page, as a path in the page's points (y downward). `word` holds
 * only letters drawn here; it fills at most `width` points along its slope.
 */
export const markPath = (
  word: string,
  page: { width: number; height: number },
  width: number,
): string => {
  const drawn = [...word].flatMap((letter) => letters[letter] ?? []);
  const length = drawn.reduce((sum, { advance }) => sum + advance + tracking, -tracking);
  const scale = width / length;
  const place = (x: number, y: number): string => {
    const along = (x - length / 2) * scale;
    const up = (y - capHeight / 2) * scale;
    const pageX = page.width / 2 + along * Math.cos(angle) - up * Math.sin(angle);
    const pageY = page.height / 2 - along * Math.sin(angle) - up * Math.cos(angle);
    return `${pageX.toFixed(2)} ${pageY.toFixed(2)}`;
  };
  let start = 0;
  return drawn
    .map(({ advance, outline }) => {
      const from = start;
      start += advance + tracking;
      return outline.replace(/(-?\d+) (-?\d+)/g, (_pair, x: string, y: string) =>
        place(from + Number(x), Number(y)),
      );
    })
    .join(' ');
};
