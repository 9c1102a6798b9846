//! A dialog that has the page to itself while it is there.

use web_sys::HtmlDialogElement;
use yew::{NodeRef, hook, use_effect_with, use_node_ref};

/// The place of a `<dialog>` that is shown as soon as it is there. It is closed when it goes: the focus comes back to where it
/// was, which taking the element out of the page would not do.
#[hook]
pub(crate) fn use_modal() -> NodeRef {
    let place = use_node_ref();
    let shown = place.clone();
    use_effect_with((), move |()| {
        let dialog = shown.cast::<HtmlDialogElement>();
        if let Some(dialog) = dialog.as_ref().filter(|dialog| !dialog.open()) {
            let _ = dialog.show_modal();
        }
        move || {
            if let Some(dialog) = dialog {
                dialog.close();
            }
        }
    });
    place
}
