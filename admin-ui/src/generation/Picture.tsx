import { useCallback, useEffect, useState } from 'react';
import { Skeleton } from '@patternfly/react-core';
import { useApi } from '../api/context';
import { useLoaded } from '../api/useLoaded';

/** A released picture's file, as an address that images and downloads can use. */
export function usePicture(href: string) {
  const api = useApi();
  const load = useCallback((signal: AbortSignal) => api.blob(href, signal), [api, href]);
  const { value: file, problem } = useLoaded(load);
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (file === null) {
      return;
    }
    const made = URL.createObjectURL(file);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the address must be given back
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return { address, problem };
}

/** A small picture for lists. */
export function Thumbnail({ href, alt }: { href: string; alt: string }) {
  const { address, problem } = usePicture(href);
  if (problem) {
    return <span className="thumbnail" aria-hidden="true" />;
  }
  return address === null ? (
    <Skeleton shape="square" width="3.5rem" />
  ) : (
    <img className="thumbnail" src={address} alt={alt} />
  );
}
