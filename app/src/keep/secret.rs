//! Fields for passphrases and PINs, and what is wrong with them, after GOV.UK's pattern.

use js_sys::JsString;
use leptos::html;
use leptos::prelude::*;
use wayhome_vault::browser::WebCrypto;
use wayhome_vault::passphrase::{judge, offered};

use crate::page;
use crate::strings;
use crate::strings::keep as words;

/// Something secret that is asked for, what was typed, and what is wrong with it once that was asked.
///
/// It stays a password field for ever: what was typed into a text field is written to the disk by the browser. So it is shown beside the
/// field instead.
#[derive(Clone, Copy)]
pub(crate) struct Secret {
    pub(crate) id: &'static str,
    pub(crate) typed: RwSignal<String>,
    problem: RwSignal<Option<Problem>>,
    /// Is it at work just now? What is typed then would not be what it works with.
    pub(crate) held: RwSignal<bool>,
    shown: RwSignal<bool>,
    look: Look,
}

/// What is wrong with a passphrase that is chosen. It is judged as it will be used: signs that are put together count as the letter that they make.
pub(crate) fn refused(chosen: &str) -> Option<String> {
    let normal = String::from(JsString::from(chosen).normalize("NFKC"));
    judge(&normal).err().map(words::refused)
}

/// What is wrong with it, after how often something was in a row: the same words are read out again only where they are put there anew.
type Problem = (u32, String);

/// How it is asked for.
#[derive(Clone, Copy)]
struct Look {
    label: &'static str,
    hint: Option<&'static str>,
    /// `new-password` or `current-password`, so that password managers know what to do; `off` where they are not to.
    autocomplete: &'static str,
    /// Are there digits only?
    digits: bool,
    /// Is it all that is asked, with no summary above that says what is wrong?
    alone: bool,
}

impl Secret {
    fn new(id: &'static str, look: Look) -> Self {
        Self {
            id,
            typed: RwSignal::new(String::new()),
            problem: RwSignal::new(None),
            held: RwSignal::new(false),
            shown: RwSignal::new(false),
            look,
        }
    }

    /// A passphrase that is there already.
    pub(crate) fn known(id: &'static str, label: &'static str) -> Self {
        Self::new(
            id,
            Look {
                label,
                hint: None,
                autocomplete: "current-password",
                digits: false,
                alone: false,
            },
        )
    }

    /// A passphrase that is to be chosen.
    pub(crate) fn chosen(id: &'static str, label: &'static str) -> Self {
        Self::new(
            id,
            Look {
                label,
                hint: Some(words::PASSPHRASE_HINT),
                autocomplete: "new-password",
                digits: false,
                alone: false,
            },
        )
    }

    /// The PIN of this session.
    pub(super) fn pin() -> Self {
        Self::new(
            "pin",
            Look {
                label: words::PIN,
                hint: Some(words::PIN_HINT),
                autocomplete: "off",
                digits: true,
                alone: false,
            },
        )
    }

    /// No password manager is to offer or keep it: it is of a file and not of this device, or may be a PIN.
    pub(crate) fn unremembered(mut self) -> Self {
        self.look.autocomplete = "off";
        self
    }

    /// Nothing else is asked: what is wrong is read out from beside the field, and from no summary.
    pub(crate) fn alone(mut self) -> Self {
        self.look.alone = true;
        self
    }

    pub(crate) fn text(self) -> String {
        self.typed.get_untracked()
    }

    /// Takes what was typed off the page; says whether anything was.
    pub(super) fn forget(self) -> bool {
        self.shown.try_set(false);
        self.typed.try_maybe_update(|typed| {
            let any = !typed.is_empty();
            typed.clear();
            (any, any)
        }) == Some(true)
    }

    /// Says what is wrong, or that nothing is; hands on whether it is well.
    pub(crate) fn check(self, problem: Option<String>) -> bool {
        let well = problem.is_none();
        self.problem.try_update(|is| {
            let before = is.as_ref().map_or(0, |(before, _)| before.wrapping_add(1));
            *is = problem.map(|said| (before, said));
        });
        well
    }

    /// Says what turned out to be wrong.
    pub(crate) fn say(self, problem: String) {
        self.check(Some(problem));
    }

    fn class(self) -> &'static str {
        if self.look.digits {
            "govuk-input govuk-input--width-10"
        } else {
            "govuk-input"
        }
    }

    fn described_by(self) -> Option<String> {
        let hint = self.look.hint.map(|_| format!("{}-hint", self.id));
        let error = self.problem.with(Option::is_some).then(|| format!("{}-error", self.id));
        let parts: Vec<_> = hint.into_iter().chain(error).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// The field on the page.
    pub(crate) fn view(self) -> AnyView {
        let Self {
            id,
            typed,
            problem,
            held,
            shown,
            look,
        } = self;
        // A field may be drawn again and again, as on the cover: what was once asked to be seen is not to be seen ever after.
        shown.set(false);
        let element = NodeRef::<html::Input>::new();
        // Words that were suggested get into the field this way.
        Effect::new(move || {
            let wanted = typed.get();
            if let Some(input) = element.get().filter(|input| input.value() != wanted) {
                input.set_value(&wanted);
            }
        });
        view! {
            <div class="govuk-form-group" class:govuk-form-group--error=move || problem.with(Option::is_some)>
                <label class="govuk-label govuk-label--s" for=id>{look.label}</label>
                {look.hint.map(|hint| view! { <div class="govuk-hint" id=format!("{id}-hint")>{hint}</div> })}
                <div role=look.alone.then_some("alert")>
                    <For
                        each=move || problem.get()
                        key=|(before, _)| *before
                        children=move |(_, said)| {
                            view! {
                                <p class="govuk-error-message" id=format!("{id}-error")>
                                    <span class="govuk-visually-hidden">{strings::ERROR}</span>
                                    {said}
                                </p>
                            }
                        }
                    />
                </div>
                <input
                    class=self.class()
                    type="password"
                    id=id
                    inputmode=look.digits.then_some("numeric")
                    autocomplete=look.autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    {..crate::controls::uncorrected()}
                    readonly=held
                    aria-describedby=move || self.described_by()
                    aria-invalid=move || problem.with(Option::is_some).then_some("true")
                    node_ref=element
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <button type="button" class="link-button" on:click=move |_| shown.update(|shown| *shown = !*shown)>
                    {move || words::shown(shown.get(), look.digits)}
                    <span class="govuk-visually-hidden">" " {look.label}</span>
                </button>
                {move || {
                    shown
                        .get()
                        .then(|| {
                            view! {
                                <p class="govuk-body">
                                    {words::YOU_TYPED} " " <bdi class="passphrase-shown">{move || typed.get()}</bdi>
                                </p>
                            }
                        })
                }}
            </div>
        }
        .into_any()
    }
}

/// Suggests four words, and shows them while they are what is in the field. After a change they are no longer the passphrase, and whoever
/// wrote them down would be locked out.
pub(crate) fn suggesting(passphrase: Secret, crypto: Option<WebCrypto>, said: &'static str) -> AnyView {
    let suggestion = RwSignal::new(None::<String>);
    let crypto = StoredValue::new_local(crypto);
    let suggest = move |_| {
        if passphrase.held.get_untracked() {
            return;
        }
        if let Some(Ok(four)) = crypto.with_value(|crypto| crypto.as_ref().map(offered)) {
            passphrase.typed.set(four.clone());
            // What was wrong was wrong of other words.
            passphrase.check(None);
            suggestion.set(Some(four));
        }
    };
    let standing = move || {
        suggestion
            .get()
            .filter(|four| passphrase.typed.with(|typed| typed == four))
    };
    view! {
        <div class="govuk-form-group">
            <button
                type="button"
                class="govuk-button govuk-button--secondary"
                aria-disabled=move || passphrase.held.get().to_string()
                on:click=suggest
            >
                {words::OFFER}
            </button>
            <div role="status">
                {move || standing().map(|four| view! { <p class="govuk-body">{said} " " <strong class="passphrase-shown">{four}</strong></p> })}
            </div>
        </div>
    }
    .into_any()
}

/// Says to those who do not see the button that what they asked for is being worked out.
pub(crate) fn said_at_work(working: RwSignal<bool>) -> AnyView {
    view! { <p class="govuk-visually-hidden" role="status">{move || working.get().then_some(words::WORKING)}</p> }
        .into_any()
}

/// The summary of what is wrong: each line leads to its field and says the same words. It takes the focus whenever something is said, also
/// the same again, and the title begins with "Error" until all is well or it is left.
#[component]
pub(super) fn Problems(id: &'static str, of: Vec<Secret>) -> impl IntoView {
    let wrong = Memo::new(move |_| {
        let said = |secret: &Secret| Some((secret.id, secret.problem.get()?));
        of.iter().filter_map(said).collect::<Vec<_>>()
    });
    let titled = StoredValue::new(None::<String>);
    let name_back = move || {
        if let Some(before) = titled.try_update_value(Option::take).flatten() {
            page::name_right(&before);
        }
    };
    on_cleanup(name_back);
    Effect::new(move |was: Option<Vec<_>>| {
        let is = wrong.get();
        if is.is_empty() {
            name_back();
        } else if titled.with_value(Option::is_none) {
            titled.set_value(page::name_wrong());
        }
        let was = was.unwrap_or_default();
        if is.iter().any(|said| !was.contains(said)) {
            page::focus_later(id);
        }
        is
    });
    move || {
        let lines: Vec<_> = wrong
            .get()
            .into_iter()
            .map(|(field, (_, said))| {
                let go = move |event: web_sys::MouseEvent| {
                    event.prevent_default();
                    page::focus_later(field);
                };
                view! { <li><a href=format!("#{field}") on:click=go>{said}</a></li> }
            })
            .collect();
        (!lines.is_empty()).then(|| {
            view! {
                <div class="govuk-error-summary" id=id tabindex="-1">
                    <div role="alert">
                        <h2 class="govuk-error-summary__title">{strings::PROBLEM}</h2>
                        <div class="govuk-error-summary__body">
                            <ul class="govuk-list govuk-error-summary__list">{lines}</ul>
                        </div>
                    </div>
                </div>
            }
        })
    }
}
