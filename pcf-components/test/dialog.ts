/**
 * What jsdom lacks of modal dialogs, as far as our code touches it: open, closed, `close` told later, Escape as `cancel`.
 * That focus stays inside is the browser's doing and is not imitated.
 */
const leave = (dialog: HTMLDialogElement): void => {
  if (!dialog.open) return;
  dialog.open = false;
  setTimeout(() => dialog.dispatchEvent(new Event('close')), 0);
};

HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
  this.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && this.dispatchEvent(new Event('cancel', { cancelable: true }))) leave(this);
  });
};

HTMLDialogElement.prototype.close = function close() {
  leave(this);
};
