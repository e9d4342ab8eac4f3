/**
 * Opens a dialog with the focus on itself instead of on its Close button, whose tooltip would pop up. A field with
 * `autoFocus` has the focus already by then, and Radix does not ask.
 */
export function focusContent(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}
