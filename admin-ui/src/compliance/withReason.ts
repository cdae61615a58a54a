/** The address with the officer's reason, which the server records before it shows anything. */
export function withReason(address: string, reason: string): string {
  return `${address}?${new URLSearchParams({ reason })}`;
}
