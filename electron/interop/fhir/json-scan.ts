/**
 * One pass over JSON text before anything is parsed: is it well formed, how deep is it, does a key
 * stand twice, and where do the entries of a bundle begin and end. JSON.parse would answer the first
 * only, would take the last of two birth dates without a word, and would hold a big bundle whole.
 */
import { maxJsonDepth } from '../limits';

export interface Span {
  start: number;
  end: number;
}

export interface ScannedValue {
  /** The value's own text. */
  span: Span;
  /** Elements of the array under the root's key `entry`, and that array itself. */
  entries: Span[] | null;
  entryArray: Span | null;
}

/** Why a text is no JSON that can be trusted, and where. */
export class JsonProblem extends Error {
  constructor(
    /** Offset in the text. */
    readonly at: number,
    /** Path to a doubled key; empty for errors of syntax. */
    readonly path: string,
    readonly reason: string,
  ) {
    super(reason);
    this.name = 'JsonProblem';
  }
}

interface Frame {
  array: boolean;
  keys: Set<string> | null;
  key: string;
  index: number;
  start: number;
}

const code = (char: string): number => char.charCodeAt(0);
const quote = code('"');
const backslash = code('\\');
const comma = code(',');
const colon = code(':');
const openObject = code('{');
const closeObject = code('}');
const openArray = code('[');
const closeArray = code(']');
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const literalPattern = /true|false|null/y;

const isSpace = (char: number): boolean => char === 32 || char === 10 || char === 13 || char === 9;

/** Next offset that is no white space. */
export const skipSpace = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
  return at;
};

/** Scans one JSON value from `from` on. Throws a JsonProblem. */
export const scanJson = (text: string, from = 0): ScannedValue => new Scanner(text, from).run();

class Scanner {
  private at: number;
  private readonly stack: Frame[] = [];
  private readonly result: ScannedValue;
  /** A comma was read and its element is still to come. */
  private afterComma = false;

  constructor(
    private readonly text: string,
    from: number,
  ) {
    this.at = skipSpace(text, from);
    this.result = { span: { start: this.at, end: this.at }, entries: null, entryArray: null };
  }

  run(): ScannedValue {
    this.value();
    while (this.stack.length > 0) this.step();
    this.result.span.end = this.at;
    return this.result;
  }

  /** Reads a scalar whole, or opens an object or array. */
  private value(): void {
    const { text } = this;
    const char = text.charCodeAt(this.at);
    if (char === openObject || char === openArray) {
      if (this.stack.length >= maxJsonDepth)
        this.fail(`The file is nested more than ${maxJsonDepth} levels deep.`);
      const array = char === openArray;
      this.stack.push({
        array,
        keys: array ? null : new Set(),
        key: '',
        index: -1,
        start: this.at,
      });
      if (array && this.stack.length === 2 && this.stack[0]!.key === 'entry')
        this.result.entries = [];
      this.at += 1;
      return;
    }
    if (char === quote) this.string();
    else this.scalar();
  }

  private scalar(): void {
    const start = this.at;
    for (const pattern of [numberPattern, literalPattern]) {
      pattern.lastIndex = start;
      const match = pattern.exec(this.text);
      if (match && match[0].length > 0) {
        this.at = start + match[0].length;
        return;
      }
    }
    this.fail(this.at >= this.text.length ? cutShort : 'This is not JSON.');
  }

  /** Skips a string; returns whether it holds escapes. */
  private string(): { start: number; end: number; escaped: boolean } {
    const { text } = this;
    const start = this.at + 1;
    let at = start;
    let escaped = false;
    for (;;) {
      if (at >= text.length) {
        this.at = text.length;
        this.fail(cutShort);
      }
      const char = text.charCodeAt(at);
      if (char === quote) break;
      if (char < 0x20) {
        this.at = at;
        this.fail('A text holds a line end or control character, which JSON does not allow.');
      }
      if (char === backslash) {
        escaped = true;
        at += 1;
      }
      at += 1;
    }
    this.at = at + 1;
    return { start, end: at, escaped };
  }

  /** One element or member of the innermost open value, or its end. */
  private step(): void {
    const frame = this.stack.at(-1)!;
    this.at = skipSpace(this.text, this.at);
    const char = this.text.charCodeAt(this.at);
    if (Number.isNaN(char)) this.fail(cutShort);
    if (char === (frame.array ? closeArray : closeObject)) {
      if (frame.index >= 0 && this.afterComma)
        this.fail('A comma stands before the end of a list or object.');
      this.at += 1;
      this.close(frame);
      return;
    }
    if (frame.index >= 0 && !this.afterComma) {
      if (char !== comma) this.fail('A comma is missing, or the file is damaged here.');
      this.at += 1;
      this.afterComma = true;
      return;
    }
    this.afterComma = false;
    frame.index += 1;
    if (!frame.array) this.member(frame);
    const start = this.at;
    const depth = this.stack.length;
    const isEntry =
      frame.array && depth === 2 && this.stack[0]!.key === 'entry' && !this.stack[0]!.array;
    if (isEntry) this.result.entries!.push({ start, end: start });
    this.value();
    if (isEntry && this.stack.length === depth) this.result.entries!.at(-1)!.end = this.at;
  }

  private member(frame: Frame): void {
    if (this.text.charCodeAt(this.at) !== quote)
      this.fail('A name in quotation marks is missing here.');
    const at = this.at;
    const { start, end, escaped } = this.string();
    const raw = this.text.slice(start, end);
    const key = escaped ? this.unescaped(raw, at) : raw;
    if (frame.keys!.has(key)) throw new JsonProblem(at, this.pathTo(frame, key), doubled);
    frame.keys!.add(key);
    frame.key = key;
    this.at = skipSpace(this.text, this.at);
    if (this.text.charCodeAt(this.at) !== colon)
      this.fail(this.at >= this.text.length ? cutShort : 'A colon is missing here.');
    this.at = skipSpace(this.text, this.at + 1);
  }

  private unescaped(raw: string, at: number): string {
    try {
      return JSON.parse(`"${raw}"`) as string;
    } catch {
      throw new JsonProblem(at, '', 'An escape in a name is not JSON.');
    }
  }

  private close(frame: Frame): void {
    this.stack.pop();
    this.afterComma = false;
    const depth = this.stack.length;
    const root = this.stack[0];
    if (depth === 1 && frame.array && root && !root.array && root.key === 'entry')
      this.result.entryArray = { start: frame.start, end: this.at };
    if (depth === 2 && this.stack[1]!.array && root && !root.array && root.key === 'entry')
      this.result.entries!.at(-1)!.end = this.at;
  }

  private pathTo(frame: Frame, key: string): string {
    const parts = this.stack
      .slice(0, this.stack.indexOf(frame))
      .map((f) => (f.array ? `[${f.index}]` : `.${f.key}`));
    return `${parts.join('')}.${key}`.replace(/^\./, '');
  }

  private fail(reason: string): never {
    throw new JsonProblem(this.at, '', reason);
  }
}

const cutShort = 'The file breaks off here. It may be cut short.';
const doubled = 'The same name stands twice here, and which one is meant cannot be known.';

/** `line 3, column 14` of an offset. */
export const lineAndColumn = (text: string, at: number): string => {
  let line = 1;
  let last = -1;
  for (let i = text.indexOf('\n'); i !== -1 && i < at; i = text.indexOf('\n', i + 1)) {
    line += 1;
    last = i;
  }
  return `line ${line}, column ${at - last}`;
};
