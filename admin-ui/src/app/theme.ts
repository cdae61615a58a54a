const darkClass = 'pf-v6-theme-dark';

/** Shows the dark theme when the system asks for it, also when it changes its mind. */
export function followSystemTheme(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => document.documentElement.classList.toggle(darkClass, dark.matches);
  dark.addEventListener('change', apply);
  apply();
}
