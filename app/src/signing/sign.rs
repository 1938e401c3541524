//! Signing a record off. Never held up by what is found: what is open is said, and goes into the record.

use chrono::NaiveDate;
use leptos::prelude::*;
use serde_json::{Value as Json, json};
use wayhome_engine::{Finding, Kind, Session, State};

use super::check_answers::Open;
use super::drawing::Drawing;
use crate::ask::{Asked, ErrorSummary};
use crate::header::Header;
use crate::items::open_count;
use crate::keep::{ElsewhereNotice, day};
use crate::model::Model;
use crate::nav::Stage;
use crate::page;
use crate::shelf::{Mark, Party, SignOff};
use crate::standing::not_saved;
use crate::strings;
use crate::today::today;
use crate::work::Work;

const DRAWN: &str = "drawn";
const TYPED: &str = "typed";
const VERBALLY: &str = "verbally";
const DECLINED: &str = "declined";

/// What is entered on the page. The open record holds it: who goes back to the answers once more has not to sign anew.
#[derive(Clone, Copy)]
pub(crate) struct Signing {
    me: Signer,
    young: Signer,
    role: Asked,
    on: Asked,
    /// The day that was offered.
    offered: StoredValue<Option<Json>>,
}

impl Signing {
    pub(crate) fn new() -> Self {
        Self {
            me: Signer::new("sign-name", "sign-mark"),
            young: Signer::new("sign-young-name", "sign-young-mark"),
            role: Asked::new("sign-role", None),
            on: Asked::new("sign-date", None),
            offered: StoredValue::new(None),
        }
    }

    fn asked(self) -> [Asked; 6] {
        let Self {
            me, young, role, on, ..
        } = self;
        [me.name, role, on, me.mark, young.mark, young.name]
    }

    /// The page is shown, again perhaps: nothing is wrong yet.
    fn shown(self) {
        for asked in self.asked() {
            asked.error.set(None);
        }
        self.offer(today());
    }

    /// The day is today's, unless another was entered.
    fn offer(self, today: NaiveDate) {
        let today = Some(json!(today.to_string()));
        if self.offered.get_value() != today && self.on.answer.get_untracked() == self.offered.get_value() {
            self.on.answer.set(today.clone());
            self.offered.set_value(today);
        }
    }
}

/// One person's part of the page.
#[derive(Clone, Copy)]
struct Signer {
    name: Asked,
    mark: Asked,
    path: RwSignal<String>,
}

impl Signer {
    fn new(name: &'static str, mark: &'static str) -> Self {
        Self {
            name: Asked::new(name, None),
            mark: Asked::new(mark, None),
            path: RwSignal::new(String::new()),
        }
    }

    fn draws(self) -> bool {
        self.mark.followed() == DRAWN
    }

    /// Checks the way of signing; a drawn signature has to be drawn.
    fn check_mark(self, error: &'static str) -> bool {
        let drawn = self.mark.text() != DRAWN || !self.path.with_untracked(String::is_empty);
        self.mark.check(!self.mark.text().is_empty(), error) && self.mark.check(drawn, strings::signing::DRAW_MISSING)
    }

    /// The same for somebody who may be left out, together with the name.
    fn check_if_any(self) -> bool {
        let any = !self.mark.text().is_empty();
        let marked = self.mark.check(true, "") && (!any || self.check_mark(strings::signing::SELECT_MARK));
        self.name
            .check(!any || !self.name.text().is_empty(), strings::signing::ENTER_YOUNG_NAME)
            && marked
    }

    fn party(self) -> Option<Party> {
        let mark = match self.mark.text().as_str() {
            DRAWN => Mark::Drawn(self.path.get_untracked()),
            TYPED => Mark::Typed,
            VERBALLY => Mark::AgreedVerbally,
            DECLINED => Mark::Declined,
            _ => return None,
        };
        Some(Party {
            name: self.name.text(),
            mark,
        })
    }
}

/// The question of the procedures whether the young person signed.
pub(super) const YOUNG_SIGNED: &str = "young_person_signed";
/// And when.
const YOUNG_SIGNED_ON: &str = "young_person_signed_date";

/// Is the young person's signature part of this record? A form may ask after it of every child: it is where a rule that is in force reads the answer, or
/// somebody has said that they signed.
pub(super) fn young_signs(model: Model) -> bool {
    let reads =
        |line: &Finding| line.state != State::CannotTell && line.about.iter().any(|about| about == YOUNG_SIGNED);
    untrack(|| {
        model.asked(YOUNG_SIGNED)
            && (model.answer(YOUNG_SIGNED) == Some(true.into())
                || model
                    .items
                    .with(|items| items.iter().flat_map(|item| &item.lines).any(reads)))
    })
}

/// The young person's signature is the answer to the question whether there is one, and when. What is answered already stays.
fn answer_for_young(work: Work, party: &Party, on: NaiveDate) {
    let answer = |question: &str, answer: Json| {
        let is_open = untrack(|| work.model().asked(question) && !work.model().answered(question));
        if is_open {
            work.model().set(question, Some(answer));
        }
    };
    match party.mark {
        Mark::Drawn(_) | Mark::Typed => {
            answer(YOUNG_SIGNED, true.into());
            answer(YOUNG_SIGNED_ON, json!(on.to_string()));
        }
        Mark::Declined => answer(YOUNG_SIGNED, false.into()),
        // Whether that will do where a signature is asked for is not ours to say.
        Mark::AgreedVerbally => {}
    }
}

/// How many answers would say that a day has been which was to come.
fn days_ahead(work: Work, on: NaiveDate) -> usize {
    let model = work.model();
    let report = wayhome_engine::check(&model.plan(), on, model.session(Session::record));
    report.findings.iter().filter(|line| line.is_ahead()).count()
}

/// What is wrong with a day of signing. Nobody has signed for what was still to come, and the record would be checked as on that day for ever.
fn wrong_day(work: Work, on: Option<NaiveDate>) -> Option<String> {
    use strings::signing as words;
    let (today, about) = (today(), work.entry().day());
    let replaced_on = work.replaces().and_then(|earlier| earlier.signed_on);
    let Some(on) = on else {
        return Some(words::ENTER_SIGN_DATE.to_owned());
    };
    if let Some(about) = about.filter(|about| *about > today) {
        return Some(words::record_ahead(about, today));
    }
    if on > today {
        return Some(words::sign_date_ahead(today));
    }
    let said = if about.is_some_and(|about| on < about) {
        words::SIGN_DATE_BEFORE
    } else if replaced_on.is_some_and(|replaced| on < replaced) {
        words::SIGN_DATE_BEFORE_REPLACED
    } else if days_ahead(work, on) > days_ahead(work, today) {
        words::SIGN_DATE_BEFORE_ANSWERS
    } else {
        return None;
    };
    Some(said.to_owned())
}

/// "Sign off this record".
#[component]
pub(crate) fn Sign(work: Work) -> impl IntoView {
    page::name(&[strings::signing::SIGN, work.model().plan().title()]);
    page::focus_later("sign");
    let only_read = work.only_read();
    let signing = work.signing();
    signing.shown();
    // The page may stay open past midnight.
    Effect::new(move || signing.offer(day()));
    let Signing {
        me, young, role, on, ..
    } = signing;
    // Then its answer belongs to the form, and the signature to this page.
    let asks_young = young_signs(work.model());
    let sign = move |_| {
        signing.offer(today());
        // Every line is checked, so that all that is missing is said at once.
        let day = wayhome_engine::day::date(&on.text());
        let wrong = wrong_day(work, day);
        let well = [
            me.name.check(!me.name.text().is_empty(), strings::signing::ENTER_NAME),
            role.check(!role.text().is_empty(), strings::signing::ENTER_ROLE),
            on.check(wrong.is_none(), wrong.as_deref().unwrap_or_default()),
            me.check_mark(strings::signing::SELECT_MARK),
            !asks_young || young.check_if_any(),
        ];
        let (true, Some(on), Some(by)) = (well.iter().all(|well| *well), day, me.party()) else {
            page::name(&[&format!("{}{}", strings::ERROR, strings::signing::SIGN)]);
            page::focus_later("sign-problem");
            return;
        };
        if let Some(party) = young.party().filter(|_| asks_young) {
            answer_for_young(work, &party, on);
        }
        // What was open is counted as the signed record is checked from now on.
        work.model().turn_to(on);
        let open = work.model().items.with_untracked(|items| open_count(items));
        work.sign(SignOff {
            on,
            by,
            role: role.text(),
            young_person: young.party().filter(|_| asks_young),
            open,
            procedure_hash: work.model().plan().procedure().hash.clone(),
            law_hash: work.model().plan().law().map(|law| law.hash.clone()),
        });
    };
    let text = || Kind::Text { long: false };
    let ways = [
        (DRAWN, strings::signing::BY_DRAWING),
        (TYPED, strings::signing::BY_TYPING),
        (VERBALLY, strings::signing::VERBALLY),
    ];
    let mut young_ways = ways.to_vec();
    young_ways.push((DECLINED, strings::signing::DID_NOT_SIGN));
    view! {
        <Header about=work.about()>
            <button type="button" class="top__button" on:click=move |_| work.nav().back()>{strings::BACK}</button>
        </Header>
        <ElsewhereNotice editing=work.editing() gone=work.is_gone() />
        <main class="govuk-width-container govuk-main-wrapper pages pages--narrow" id="main">
            {not_saved(work)}
            <ErrorSummary id="sign-problem" asked=signing.asked().to_vec() />
            <h1 class="govuk-heading-l" id="sign" tabindex="-1">{strings::signing::SIGN}</h1>
            <p class="govuk-body">{strings::signing::SIGN_WHAT}</p>
            <Open work />
            <p class="govuk-body">{strings::signing::SIGN_KEPT}</p>
            <fieldset class="answers" role="presentation" disabled=move || only_read.get()>
                {me.name.view(strings::signing::YOUR_NAME, None, text(), &[])}
                {role.view(strings::signing::YOUR_ROLE, Some(strings::signing::YOUR_ROLE_HINT), text(), &[])}
                {on.view(strings::signing::SIGN_DATE, None, Kind::Date, &[])}
                {me.mark.view(strings::signing::HOW_SIGN, Some(strings::signing::HOW_SIGN_HINT), Kind::Choice(0), &ways)}
                <Show when=move || me.draws()>
                    <Drawing id="drawing" path=me.path />
                </Show>
                {asks_young
                    .then(|| {
                        view! {
                            <section class="young" aria-labelledby="young">
                                <h2 class="govuk-heading-m" id="young">{strings::signing::YOUNG_PERSON}</h2>
                                <p class="govuk-body">{strings::signing::YOUNG_PERSON_WHY}</p>
                                {young.mark.view(strings::signing::HOW_YOUNG, None, Kind::Choice(0), &young_ways)}
                                <Show when=move || young.draws()>
                                    <Drawing id="young-drawing" path=young.path />
                                </Show>
                                <Show when=move || !young.mark.followed().is_empty()>
                                    {young.name.view(strings::signing::YOUNG_NAME, None, Kind::Text { long: false }, &[])}
                                </Show>
                            </section>
                        }
                    })}
            </fieldset>
            <div class="govuk-button-group">
                <button type="button" class="govuk-button" disabled=move || only_read.get() on:click=sign>{strings::signing::SIGN_BUTTON}</button>
                <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| work.go(Stage::Check)>
                    {strings::signing::BACK_TO_CHECK}
                </button>
            </div>
        </main>
    }
}
