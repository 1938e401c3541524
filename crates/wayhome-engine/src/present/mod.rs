//! Putting results into words: the only place where the engine makes text.

mod deadlines;
mod reasons;
mod record;

use crate::answer::Reading;
use crate::approvals::{TableResult, TableVerdict, decider, same_choice};
use crate::in_time::InTime;
use crate::plan::{Layer, Plan, Slot};
use crate::procedure::{ApprovalRow, ApprovalTable, Kind, Procedure, Rule, Seniority};
use crate::report::{Approval, ApprovalState, Compared, Finding, Standing, State};
use crate::rules::{RuleResult, Verdict};
use crate::set::Set;
use crate::words;

pub use record::RECORD_SOURCE;
pub(crate) use record::{FUTURE, is_ahead, unknown_question};

/// What words are made from: the plan, and the stored answers slot by slot.
pub(crate) struct Presenter<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) stored: &'a [Option<Reading>],
}

impl Presenter<'_> {
    pub(crate) fn finding(&self, layer: Layer, rule: &Rule, result: &RuleResult) -> Finding {
        let Verdict { state, doubtful } = result.verdict;
        let about = self.plan.slots_of(layer, &rule.about).unwrap_or_default();
        let decided = matches!(state, State::Breached | State::Explained);
        let is_reason = |slot: &&Slot| result.because.iter().any(|reason| reason.question() == Some(**slot));
        let turned_on = about.iter().filter(|_| decided).find(is_reason);
        Finding {
            rule: rule.id.clone(),
            source: self.source(layer).map_or_else(String::new, |source| source.id.clone()),
            state,
            level: rule.level,
            message: message(rule, result),
            about: about.iter().map(|slot| self.id(*slot)).collect(),
            turned_on: turned_on.map(|slot| self.id(*slot)),
            because: self.because(&result.because),
            needs: self.ids(&result.needs),
            cite: rule.cite.clone(),
            warnings: self.calendar_warnings(layer, doubtful),
        }
    }

    pub(crate) fn approval(&self, layer: Layer, table: &ApprovalTable, result: &TableResult) -> Approval {
        let source = self.source(layer);
        let verdict = &result.verdict;
        let deciding = verdict
            .rows
            .first()
            .and_then(|row| table.rows.get(*row))
            .filter(|_| verdict.state == ApprovalState::Decided);
        let roles = |ids: &[String]| {
            ids.iter()
                .map(|id| source.map_or_else(|| id.clone(), |source| source.role_label(id)))
                .collect::<Vec<_>>()
        };
        let message = match (verdict.state, deciding) {
            (ApprovalState::Decided, Some(row)) if row.none_required => "No approval is needed.".to_owned(),
            (ApprovalState::Decided, Some(row)) => {
                let who = words::list(&roles(&row.named().cloned().collect::<Vec<_>>()), "or");
                let more = if self.names_more_senior(row, layer) {
                    ", or someone more senior,"
                } else {
                    ""
                };
                let besides = source.map_or_else(Vec::new, |source| {
                    source.accepted_besides(&row.by, row.at_least.as_ref())
                });
                let recommended = words::list(&roles(&row.recommended_by), "and");
                let consulted = words::list(&self.consulted(&row.consult), "and");
                let sentences = [
                    format!("The {who}{more} must approve."),
                    format!("Wayhome also accepts {}.", words::list(&besides, "or")),
                    format!("The {recommended} must recommend it first."),
                    format!("To be consulted first: {consulted}."),
                ];
                let said = [
                    true,
                    !besides.is_empty(),
                    !row.recommended_by.is_empty(),
                    !row.consult.is_empty(),
                ];
                let said = sentences.into_iter().zip(said).filter(|(_, said)| *said);
                said.map(|(sentence, _)| sentence).collect::<Vec<_>>().join(" ")
            }
            (ApprovalState::CannotTell, _) => self.until(&result.needs),
            (ApprovalState::Silent, _) => verdict.silence.and_then(|place| table.silences.get(place)).map_or_else(
                || "This procedure does not say who approves.".to_owned(),
                |silence| silence.note.clone(),
            ),
            _ => "Several rows apply, and the procedure does not say which comes first. Ask a manager.".to_owned(),
        };
        let message = match result.refusal {
            Some(refusal) => format!("{message} The record says that {}.", refusal.said()),
            None => message,
        };
        let rows: Vec<_> = verdict.rows.iter().filter_map(|row| table.rows.get(*row)).collect();
        let beside = result.beside.iter().filter_map(|place| table.rows.get(*place));
        let beside = beside.zip(deciding.into_iter().cycle()).map(|(row, deciding)| {
            let who = words::list(&roles(&row.named().cloned().collect::<Vec<_>>()), "or");
            let who = if who.is_empty() {
                "no approval".to_owned()
            } else {
                format!("the {who}")
            };
            let (also, decides) = (&row.check.id, &deciding.check.id);
            format!("{also} applies as well: {who}. {decides} is more specific, and decides.")
        });
        let mut warnings: Vec<_> = beside.collect();
        warnings.extend(self.calendar_warnings(layer, verdict.doubtful));
        Approval {
            table: table.id.clone(),
            source: source.map_or_else(String::new, |source| source.id.clone()),
            state: verdict.state,
            approvers: rows.iter().flat_map(|row| row.named().cloned()).collect(),
            at_least: deciding.and_then(|row| row.at_least.clone()),
            recommended_by: rows.iter().flat_map(|row| row.recommended_by.iter().cloned()).collect(),
            consult: rows.iter().flat_map(|row| row.consult.iter().cloned()).collect(),
            notify: rows.iter().flat_map(|row| row.notify.iter().cloned()).collect(),
            rows: rows.iter().map(|row| row.check.id.clone()).collect(),
            message,
            by_when: verdict.in_time.map(InTime::said),
            because: self.because(&result.because),
            needs: self.ids(&result.needs),
            cite: rows.first().map(|row| row.check.cite.clone()),
            warnings,
        }
    }

    /// How a local table and the law's compare.
    pub(crate) fn comparison(
        &self,
        standing: Standing,
        (table, local): (&ApprovalTable, &TableVerdict),
        (law, floor): (&ApprovalTable, &TableVerdict),
    ) -> Compared {
        let deciding = decider(local, table).zip(decider(floor, law));
        let is_same = deciding.is_some_and(|(one, other)| {
            let [ours, others] = [one, other].map(|row| row.named().cloned().collect::<Vec<_>>());
            // Whom Wayhome accepts besides, no document asks for.
            let [least, most] = [one, other].map(|row| row.at_least.as_ref().filter(|_| row.by.is_empty()));
            same_choice((&ours, least), (&others, most))
        });
        let who = |(table, verdict): (&ApprovalTable, &TableVerdict), layer: Layer| {
            let rows = verdict.rows.iter().filter_map(|row| table.rows.get(*row));
            let mut roles: Vec<_> = rows
                .flat_map(ApprovalRow::named)
                .map(|role| {
                    self.source(layer)
                        .map_or_else(|| role.clone(), |source| source.role_label(role))
                })
                .collect();
            if decider(verdict, table).is_some_and(|row| self.names_more_senior(row, layer)) {
                roles.push("someone more senior".to_owned());
            }
            match verdict.state {
                ApprovalState::Decided if roles.is_empty() => "no approval".to_owned(),
                ApprovalState::Decided => format!("the {}", words::list(&roles, "or")),
                _ => "nobody in particular".to_owned(),
            }
        };
        let (here, law) = (who((table, local), 0), who((law, floor), 1));
        let message = match standing {
            // What the law asks is not stated here, which is not that it asks for nothing.
            Standing::Different | Standing::Silent if floor.state == ApprovalState::Silent => {
                let local = match standing {
                    Standing::Silent => "This procedure does not say".to_owned(),
                    _ => format!("This procedure asks for {here}"),
                };
                format!("{local}. What the law asks here is not stated: take legal advice.")
            }
            Standing::Same if is_same => format!("This procedure and the law ask for the same: {law}."),
            Standing::Same => {
                format!("This procedure asks for {here}, and the law for {law}. Wayhome ranks them as equally senior.")
            }
            Standing::Stricter => format!("This procedure asks for {here}, which is more than the law asks: {law}."),
            Standing::Weaker => {
                format!("This procedure asks for {here}. The law asks for more: {law}. Follow the law.")
            }
            Standing::Silent if floor.state == ApprovalState::Decided => {
                format!("This procedure does not say. The law asks for {law}.")
            }
            Standing::Silent => "This procedure does not say, and what the law asks cannot be told yet.".to_owned(),
            // One name, and other posts that may hold it.
            Standing::Different if here == law => format!(
                "This procedure and the law both ask for {law}, and other posts may hold it here than by the law. Which is more senior is not known: ask a manager."
            ),
            Standing::Different => format!(
                "This procedure asks for {here}, and the law for {law}. Which is more senior is not known: ask a manager."
            ),
            Standing::CannotTell => "Cannot be compared yet.".to_owned(),
        };
        let nominated = deciding.filter(|_| matches!(standing, Standing::Same | Standing::Stricter));
        let nominated = nominated.and_then(|(one, other)| self.nominated_for_the_law(one, other));
        Compared {
            table: table.id.clone(),
            local: standing,
            floor: self.source(1).map_or_else(String::new, |source| source.id.clone()),
            message: message + &nominated.unwrap_or_default(),
        }
    }

    /// Where the law asks for a designation, a post that the local procedure names meets the law only with the nomination, however senior it is. None where
    /// the local procedure names nobody but whom the law takes as they are. Whom Wayhome accepts besides stands in the law's own approval.
    fn nominated_for_the_law(&self, local: &ApprovalRow, law: &ApprovalRow) -> Option<String> {
        let (ours, theirs) = (&self.source(0)?.seniority, &self.source(1)?.seniority);
        let designated =
            |seniority: &Seniority, role: &String| seniority.designations.iter().any(|one| one.id == *role);
        let posts = |row: &ApprovalRow, seniority: &Seniority| {
            let from = seniority
                .ladder
                .iter()
                .skip_while(|role| Some(*role) != row.at_least.as_ref());
            let named = row.by.iter().filter(|role| !designated(seniority, role));
            named.chain(from).cloned().collect::<Vec<_>>()
        };
        let as_they_are = posts(law, theirs);
        let asks = law.by.iter().any(|role| designated(theirs, role));
        let lacks = posts(local, ours).iter().any(|role| !as_they_are.contains(role));
        (asks && lacks).then(|| " The law asks for somebody who is nominated in writing.".to_owned())
    }

    fn names_more_senior(&self, row: &ApprovalRow, layer: Layer) -> bool {
        let seniority = self.source(layer).map(|source| &source.seniority);
        seniority.is_some_and(|seniority| seniority.named_above(&row.by, row.at_least.as_ref()))
    }

    /// The words for those whom a row wants consulted: the labels of the options of `consulted`.
    fn consulted(&self, ids: &[String]) -> Vec<String> {
        let labels = self
            .plan
            .question("consulted")
            .and_then(|(question, lists)| match question.kind {
                Kind::Choices(list) => lists.get(usize::from(list)),
                _ => None,
            });
        let label = |id: &String| {
            let option = labels.and_then(|list| list.options.iter().find(|option| option.id == *id));
            option.map_or_else(|| id.replace('_', " "), |option| option.label.clone())
        };
        ids.iter().map(label).collect()
    }

    fn source(&self, layer: Layer) -> Option<&Procedure> {
        self.plan.layer(layer).map(|layer| layer.procedure.as_ref())
    }

    fn id(&self, slot: Slot) -> String {
        self.plan.slot_id(slot).to_owned()
    }

    /// The ids of questions in the order of the form; what the form does not ask comes last.
    fn ids(&self, slots: &Set<Slot>) -> Vec<String> {
        self.in_form_order(slots)
            .into_iter()
            .map(|slot| self.id(slot))
            .collect()
    }

    fn in_form_order(&self, slots: &Set<Slot>) -> Vec<Slot> {
        let mut ordered: Vec<Slot> = slots.iter().copied().collect();
        ordered.sort_by_key(|slot| {
            let asked = self.plan.slots.get(usize::from(*slot)).and_then(|at| at.asked);
            (asked.is_none(), asked)
        });
        ordered
    }

    fn name(&self, slot: Slot) -> &str {
        self.plan
            .slot_question(slot)
            .map_or("", |(_, question)| question.name.as_str())
    }

    /// "Cannot tell until the date of birth and the legal status are recorded."
    fn until(&self, needs: &Set<Slot>) -> String {
        let needs = self.in_form_order(needs);
        // What is recorded, and needed all the same, does not fit: an end before its beginning, or half a week.
        let (recorded, blank): (Vec<Slot>, Vec<Slot>) = needs.iter().partition(|slot| self.answer(**slot).is_some());
        let names = |slots: &[Slot]| {
            let names: Vec<_> = slots.iter().map(|slot| format!("“{}”", self.name(*slot))).collect();
            words::list(&names, "and")
        };
        let is_there = |slot: &Slot| self.stored.get(usize::from(*slot)).is_some_and(Option::is_some);
        let (unreadable, blank): (Vec<Slot>, Vec<Slot>) = blank.into_iter().partition(is_there);
        if !unreadable.is_empty() || !blank.is_empty() {
            let are = if blank.len() == 1 { "is" } else { "are" };
            let recorded = (!blank.is_empty()).then(|| format!("{} {are} recorded", names(&blank)));
            let readable = (!unreadable.is_empty()).then(|| format!("{} can be read", names(&unreadable)));
            let until: Vec<_> = [recorded, readable].into_iter().flatten().collect();
            return format!("Cannot tell until {}.", until.join(", and "));
        }
        let names = names(&recorded);
        if recorded.len() == 1 {
            format!("Cannot tell: {names} does not fit as it is recorded. Check it.")
        } else {
            format!("Cannot tell: {names} do not fit together as they are recorded. Check them.")
        }
    }

    fn calendar_warnings(&self, layer: Layer, doubtful: bool) -> Vec<String> {
        let source = self.source(layer).filter(|_| doubtful);
        source
            .map(|source| words::known_days(&source.calendar))
            .into_iter()
            .collect()
    }
}

/// What a finding says: of each part that is breached, or explained, its own words where it has some, and the rule's where it has none.
fn message(rule: &Rule, result: &RuleResult) -> String {
    let parts = result.parts.iter().filter_map(|place| rule.parts.get(*place));
    let own = parts.filter_map(|part| match result.verdict.state {
        State::Breached => Some(part.breached_says.as_ref().unwrap_or(&rule.says)),
        State::Explained => Some(part.explained_says.as_ref().unwrap_or(&rule.says)),
        _ => None,
    });
    match own.collect::<Vec<_>>().as_slice() {
        [] => rule.says.clone(),
        [only] => (*only).clone(),
        several => words::one_after_another(several),
    }
}
