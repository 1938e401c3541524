//! Changing one fact of a case, and saying in one sentence what that moved.

use chrono::{Months, NaiveDate};
use wayhome_engine::{Approval, ApprovalState, Calendar, Changes, Plan, Report, Session, day, words};

/// The question that ages and days are counted to.
const DECIDED: &str = "decision_date";

/// One fact, with the value that it is to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// The child's age on the day of the decision; the birthday is that very day.
    Age(u32),
    /// The working days of being looked after, counted to the day of the decision.
    Days(i64),
    /// One of several options of a question: legal status, kind of return, who decided.
    Option(&'static str, String),
}

/// The facts of a case as they stand; `None` where one is not recorded or cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The age on the day of the decision.
    pub age: Option<u32>,
    /// The working days of being looked after.
    pub working_days: Option<i64>,
    /// The same in calendar days.
    pub calendar_days: Option<i64>,
}

/// What a change moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// In one sentence: "Sixteen today: the Director of Children's Services must approve."
    pub sentence: String,
    /// Everything that moved: what is only said with another number of days has not.
    pub changes: Changes,
}

/// The facts of a case as they stand.
#[must_use]
pub fn facts(session: &Session) -> Facts {
    let decided = date(session, DECIDED);
    let start = date(session, "looked_after_start");
    let calendar = calendar(session);
    let span = decided.zip(start);
    Facts {
        age: decided
            .zip(date(session, "date_of_birth"))
            .and_then(|(on, born)| on.years_since(born)),
        working_days: span.and_then(|(to, from)| calendar.working_days(from, to)),
        calendar_days: span.map(|(to, from)| (to - from).num_days()).filter(|days| *days >= 0),
    }
}

/// Sets the day of the decision where there is none: ages and days are counted to the day of the check then.
///
/// Done before a fact is changed, it is that fact alone that changes.
pub fn decide(session: &mut Session) -> Changes {
    let decided = date(session, DECIDED).unwrap_or_else(|| session.today());
    session.set(DECIDED, decided.to_string().into())
}

/// Changes one fact. Where there is no day of the decision, [`decide`] sets it first.
pub fn change(session: &mut Session, fact: &Fact) -> Told {
    let (earlier, before) = (session.clone(), session.report());
    decide(session);
    let decided = date(session, DECIDED).unwrap_or_else(|| session.today());
    let (subject, set) = match fact {
        Fact::Age(years) => {
            let born = decided.checked_sub_months(Months::new(years.saturating_mul(12)));
            (
                format!("{} today", words::capital(&number(*years))),
                born.map(|born| ("date_of_birth", born)),
            )
        }
        Fact::Days(days) => {
            let start = day_before(&calendar(session), decided, *days);
            let subject = format!(
                "{days} working {} looked after",
                if *days == 1 { "day" } else { "days" }
            );
            (subject, Some(("looked_after_start", start)))
        }
        Fact::Option(question, option) => {
            session.set(question, option.as_str().into());
            (label(session, question, option), None)
        }
    };
    if let Some((question, day)) = set {
        session.set(question, day.to_string().into());
    }
    let mut changes = session.changes_since(&earlier);
    keep_what_moved(&mut changes, before);
    let sentence = sentence(&subject, session, &changes);
    Told { sentence, changes }
}

/// Leaves out what comes to the same as before, and differs only in the answers that it is explained by.
fn keep_what_moved(changes: &mut Changes, before: Report) {
    keep_moved(&mut changes.approvals, before.approvals, |approval| {
        approval.because.clear();
    });
    keep_moved(&mut changes.findings, before.findings, |finding| {
        finding.because.clear();
    });
    keep_moved(&mut changes.deadlines, before.deadlines, |due| due.because.clear());
}

fn keep_moved<T: Clone + PartialEq>(all: &mut Vec<T>, mut before: Vec<T>, without_reasons: impl Fn(&mut T)) {
    before.iter_mut().for_each(&without_reasons);
    all.retain(|now| {
        let mut now = now.clone();
        without_reasons(&mut now);
        !before.contains(&now)
    });
}

/// The local procedure first, and the law where it says something else.
fn sentence(subject: &str, session: &Session, changes: &Changes) -> String {
    let local = session.plan().procedure();
    let by = |source: &str| changes.approvals.iter().find(|approval| approval.source == source);
    let law = local.floor.as_deref().and_then(by);
    let says = match (by(&local.id), law) {
        (Some(here), Some(law)) if said(here, session) != said(law, session) => {
            format!("{}. In law, {}", here_says(here, session), said(law, session))
        }
        (Some(here), _) => here_says(here, session),
        (None, Some(law)) => format!("in law, {}", said(law, session)),
        (None, None) => match changes.findings.len() + changes.deadlines.len() {
            0 => "nothing changes".to_owned(),
            1 => "one finding or deadline changes, and who approves stays the same".to_owned(),
            many => format!("{many} findings and deadlines change, and who approves stays the same"),
        },
    };
    format!("{subject}: {says}.")
}

fn here_says(approval: &Approval, session: &Session) -> String {
    if approval.state == ApprovalState::Silent {
        "this procedure does not say who approves".to_owned()
    } else {
        said(approval, session)
    }
}

fn said(approval: &Approval, session: &Session) -> String {
    match approval.state {
        ApprovalState::Silent => "nothing is said about who approves".to_owned(),
        ApprovalState::CannotTell => "who approves cannot be told yet".to_owned(),
        ApprovalState::Conflict => "several rows apply, and the procedure does not say which of them counts".to_owned(),
        ApprovalState::Decided if approval.approvers.is_empty() => "no approval is asked for".to_owned(),
        ApprovalState::Decided => format!("{} must approve", posts(session.plan(), approval, "the ")),
    }
}

/// Those whom the procedure names: "the Nominated Officer or the Assistant Director", and where it names but a least seniority "the Service
/// Manager or someone more senior". Each after an article, or after none.
pub(crate) fn posts(plan: &Plan, approval: &Approval, article: &str) -> String {
    let source = plan.source(&approval.source).unwrap_or(plan.procedure());
    let roles = approval.approvers.iter();
    let mut named: Vec<String> = roles
        .map(|role| format!("{article}{}", source.role_label(role)))
        .collect();
    let table = source.approvals.iter().find(|table| table.id == approval.table);
    let mut rows = table.into_iter().flat_map(|table| &table.rows);
    let row = rows.find(|row| approval.rows.first() == Some(&row.check.id));
    if row.is_some_and(|row| source.seniority.named_above(&row.by, row.at_least.as_ref())) {
        named.push("someone more senior".to_owned());
    }
    words::list(&named, "or")
}

fn label(session: &Session, question: &str, option: &str) -> String {
    use wayhome_engine::Kind;
    let found = session.plan().question(question).and_then(|(asked, lists)| {
        let (Kind::Choice(list) | Kind::Choices(list)) = &asked.kind else {
            return None;
        };
        let options = &lists.get(usize::from(*list))?.options;
        let chosen = options.iter().find(|known| known.id == option)?;
        Some(format!("{}: {}", asked.name, chosen.label))
    });
    found.unwrap_or_else(|| option.to_owned())
}

fn date(session: &Session, question: &str) -> Option<NaiveDate> {
    session.answers().get(question)?.as_str().and_then(day::date)
}

/// The bank holidays of the local procedure.
fn calendar(session: &Session) -> Calendar {
    session.plan().procedure().calendar.clone()
}

/// The latest day from which so many working days have passed on another.
pub(crate) fn day_before(calendar: &Calendar, end: NaiveDate, days: i64) -> NaiveDate {
    let mut from = end;
    while calendar.working_days(from, end).is_some_and(|passed| passed < days) {
        let Some(before) = from.pred_opt() else { break };
        from = before;
    }
    from
}

fn number(years: u32) -> String {
    const WORDS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    let word = usize::try_from(years).ok().and_then(|place| WORDS.get(place));
    word.map_or_else(|| years.to_string(), |word| (*word).to_owned())
}
