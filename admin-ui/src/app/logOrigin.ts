import { createContext, useContext } from 'react';

const LogOriginContext = createContext('');

export const LogOriginProvider = LogOriginContext.Provider;

/** The name of the transparency log that receipts come from. */
export function useLogOrigin(): string {
  return useContext(LogOriginContext);
}
