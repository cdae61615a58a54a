import type { Span } from './types';

/** A stretch of a text; marked with what it counted for, if it counted. */
export interface Piece {
  start: number;
  text: string;
  spans: Span[];
}

/** A text cut where spans begin and end, so that spans may overlap. */
export function piecesOf(text: string, spans: Span[]): Piece[] {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of spans) {
    cuts.add(Math.min(start, text.length));
    cuts.add(Math.min(end, text.length));
  }
  const places = [...cuts].sort((one, other) => one - other);
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1] ?? text.length;
    return {
      start,
      text: text.slice(start, end),
      spans: spans.filter((span) => span.start <= start && span.end >= end),
    };
  });
}

const sources: Record<string, string> = {
  terms: 'the listed term',
  persons: 'the protected person',
  mentions: 'the name of a',
  signals: 'what the models find:',
};

/** What words counted for, for people. */
export function meaningOf({ attribute, value, decisive }: Span): string {
  const what = `${sources[attribute] ?? attribute} ${value}`;
  return decisive ? what : `${what}, together with others`;
}
