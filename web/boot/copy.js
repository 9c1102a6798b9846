// Puts a text on the clipboard, in the newer way or the older one.

/** Says whether the text is on the clipboard; `field`, where there is one, has it as its value. */
export async function copyText(text, field) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, no secure context, or a sandboxed frame: the older way needs none of them.
    return field === undefined ? copyFromField(text) : copySelected(field);
  }
}

function copyFromField(text) {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.className = "vh";
  field.readOnly = true;
  field.value = text;
  document.body.append(field);
  const copied = copySelected(field);
  field.remove();
  before?.focus?.();
  return copied;
}

function copySelected(field) {
  field.focus();
  field.select();
  return document.execCommand("copy");
}
