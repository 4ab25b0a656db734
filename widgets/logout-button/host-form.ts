/**
 * The form that ends the host's own session, if it has one: made of `action`, or the slotted form when it
 * leads elsewhere than to Sereno's own logout. Hidden fields of the element (a CSRF token) go along.
 */
export function findHostForm(element: HTMLElement, base: string): HTMLFormElement | undefined {
  const action = element.getAttribute("action");
  if (action !== null) return createForm(element, action);
  const form = element.querySelector("form");
  return form && !isOwnLogout(form, base) ? form : undefined;
}

/** Where a form leads, absolute. A field named `action` hides the property, but not that of a copy without fields. */
export function actionOf(form: HTMLFormElement): string {
  return (form.cloneNode() as HTMLFormElement).action;
}

/**
 * Submits a form whatever its fields are called: a field named `submit` hides the method. The button that was pressed
 * goes along where it is the form's and has a name, as it does without JavaScript.
 */
export function submitForm(form: HTMLFormElement, button: HTMLButtonElement | null): void {
  if (!form.isConnected) document.body.append(form);
  if (button?.name && form.contains(button)) {
    const { name, value } = button;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  HTMLFormElement.prototype.submit.call(form);
}

function createForm(element: HTMLElement, action: string): HTMLFormElement {
  const form = document.createElement("form");
  form.hidden = true;
  form.method = element.getAttribute("method") ?? "post";
  form.action = action;
  // What a template writes there must not become `javascript:`.
  if (!/^https?:/.test(form.action)) form.action = "";
  form.append(...[...element.querySelectorAll("input[type=hidden]")].map((field) => field.cloneNode()));
  return form;
}

function isOwnLogout(form: HTMLFormElement, base: string): boolean {
  return actionOf(form).split(/[?#]/)[0] === `${base}logout`;
}
