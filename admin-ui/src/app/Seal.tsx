/** The product's seal. Decorative: the name stands beside it. */
export function Seal({ size = 32 }: { size?: number }) {
  return (
    <svg viewBox="0 0 64 64" width={size} height={size} aria-hidden="true" focusable="false">
      <path
        fill="#8c2332"
        d="M59.0 32.0Q65.3 38.6 56.9 42.3Q60.3 50.9 51.1 51.1Q50.9 60.3 42.3 56.9Q38.6 65.3 32.0 59.0Q25.4 65.3 21.7 56.9Q13.1 60.3 12.9 51.1Q3.7 50.9 7.1 42.3Q-1.3 38.6 5.0 32.0Q-1.3 25.4 7.1 21.7Q3.7 13.1 12.9 12.9Q13.1 3.7 21.7 7.1Q25.4 -1.3 32.0 5.0Q38.6 -1.3 42.3 7.1Q50.9 3.7 51.1 12.9Q60.3 13.1 56.9 21.7Q65.3 25.4 59.0 32.0Z"
      />
      <circle cx="32" cy="32" r="20.5" fill="none" stroke="#f6e3c5" strokeWidth="2" />
      <path fill="#f6e3c5" d="M26 20h12v3.4h-3.6v17.2H38V44H26v-3.4h3.6V23.4H26z" />
    </svg>
  );
}
