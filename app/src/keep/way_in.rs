//! The two ways in: a passphrase is chosen the first time, and entered every other time.

use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::pin::Pin;
use wayhome_vault::{Kdf, StoreError, UnlockError};

use super::parts::{WipeLink, Without};
use super::secret::{Problems, Secret, refused, said_at_work, suggesting};
use super::unattended::guarded;
use super::vaulted::{Gate, Vaulted};
use super::{Keep, Stage};
use crate::device::{Notice, ThisDevice};
use crate::header::Header;
use crate::page;
use crate::strings::keep as words;
use crate::update::Update;

type Opening = LocalBoxFuture<'static, Result<Vaulted, UnlockError>>;

/// What one way has that the other has not.
struct Way {
    title: &'static str,
    said: &'static [&'static str],
    button: &'static str,
    passphrase: Secret,
    /// Why a passphrase is not even tried.
    refuse: fn(&str) -> Option<String>,
    open: fn(Gate, String) -> Opening,
    /// Between the passphrase and the PIN.
    beside: AnyView,
    /// Below everything.
    last: AnyView,
}

/// Choosing a passphrase.
#[component]
pub(super) fn SetUp(keep: Keep) -> impl IntoView {
    page::focus_later(HEADING);
    let passphrase = Secret::chosen("new-passphrase", words::PASSPHRASE);
    way_in(
        keep,
        Way {
            title: words::SET_UP,
            said: &[words::SET_UP_WHAT, words::SET_UP_LOST],
            button: words::SET_UP_BUTTON,
            passphrase,
            refuse: refused,
            open: |gate, chosen| Box::pin(async move { gate.create(&chosen).await }),
            beside: beside_choosing(keep, passphrase),
            last: ().into_any(),
        },
    )
}

/// The passphrase is asked for.
#[component]
pub(super) fn Unlock(keep: Keep) -> impl IntoView {
    let passphrase = Secret::known("passphrase", words::PASSPHRASE);
    page::focus_later(passphrase.id);
    way_in(
        keep,
        Way {
            title: words::UNLOCK,
            said: &[words::UNLOCK_WHAT],
            button: words::UNLOCK_BUTTON,
            passphrase,
            refuse: |entered| entered.is_empty().then(|| words::ENTER_PASSPHRASE.to_owned()),
            open: |gate, entered| Box::pin(async move { gate.unlock(&entered).await }),
            beside: ().into_any(),
            last: view! { <WipeLink keep /> }.into_any(),
        },
    )
}

const HEADING: &str = "way-in";

fn way_in(keep: Keep, way: Way) -> AnyView {
    let Way {
        title,
        said,
        button,
        passphrase,
        refuse,
        open,
        beside,
        last,
    } = way;
    page::name(&[title]);
    let pin = Secret::pin();
    let working = RwSignal::new(false);
    let device = use_context::<ThisDevice>();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if working.get_untracked() {
            return;
        }
        let (entered, digits) = (passphrase.text(), pin.text());
        let kept_pin = Pin::new(&digits);
        let pin_refused = !digits.is_empty() && kept_pin.is_none();
        // Both are looked at, so that both are said.
        let well = [
            passphrase.check(refuse(&entered)),
            pin.check(pin_refused.then(|| words::PIN_REFUSED.to_owned())),
        ];
        if well.contains(&false) {
            return;
        }
        working.set(true);
        spawn_local(async move {
            let Some(gate) = keep.gate.get_value() else {
                return keep.stage.set(Stage::Unusable);
            };
            match open(gate, entered).await {
                Ok(vaulted) => keep.enter(vaulted, kept_pin),
                // It was set up, deleted or damaged meanwhile: this page asks for what is no longer so.
                Err(UnlockError::Store(StoreError::Moved) | UnlockError::Damaged(_)) if let Some(device) = device => {
                    keep.look(device).await;
                }
                Err(why) => {
                    working.set(false);
                    passphrase.say(words::not_unlocked(why).to_owned());
                }
            }
        });
    };
    let said: Vec<_> = said
        .iter()
        .map(|said| view! { <p class="govuk-body">{*said}</p> })
        .collect();
    view! {
        <Header />
        <main class="govuk-width-container govuk-main-wrapper start" id="main">
            <Problems id="way-in-problems" of=vec![passphrase, pin] />
            <h1 class="govuk-heading-l" id=HEADING tabindex="-1">{title}</h1>
            <Notice />
            {said}
            <form novalidate autocomplete="off" on:submit=submit>
                {passphrase.view()}
                {beside}
                {pin.view()}
                {guarded(vec![passphrase, pin])}
                {said_at_work(working)}
                <button type="submit" class="govuk-button" aria-disabled=move || working.get().to_string()>
                    {move || if working.get() { words::WORKING } else { button }}
                </button>
            </form>
            <Without keep />
            {last}
            <Update />
        </main>
    }
    .into_any()
}

/// Four words are offered, and a browser that protects them less well says so.
fn beside_choosing(keep: Keep, passphrase: Secret) -> AnyView {
    let fallback = RwSignal::new(false);
    spawn_local(async move {
        if let Some(gate) = keep.gate.get_value() {
            fallback.try_set(gate.derive.best().await == Kdf::PBKDF2);
        }
    });
    view! {
        {suggesting(passphrase, keep.crypto(), words::OFFERED)}
        {move || fallback.get().then(|| view! { <p class="govuk-body">{words::FALLBACK}</p> })}
    }
    .into_any()
}
