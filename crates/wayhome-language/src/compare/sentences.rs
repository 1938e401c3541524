//! A comparison in sentences, for people.

use std::fmt;

use wayhome_engine::{Basis, words};

use super::changed;
use super::difference::{
    AnswerKind, ApprovalDifference, DeadlineDifference, DeadlineSays, Difference, Edition, FormDifference, Presence,
    RuleDifference, RuleSays, Standing, TableDifference,
};
use super::phrases::{all_of_them, aspects, more_senior, named, periods, same, who};

/// The comparison as a text of some paragraphs, as `wayhome diff` prints it.
impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for edition in [&self.left, &self.right] {
            // An Act in force has no date that would tell a reader how old it is.
            let dated = match (&edition.dated, edition.basis) {
                (Some(dated), _) => format!(", {dated}"),
                (None, Basis::Law) => String::new(),
                (None, _) => ", undated".to_owned(),
            };
            let Edition {
                name,
                authority,
                document,
                ..
            } = edition;
            writeln!(out, "{name}: {authority}, “{document}”{dated}.")?;
        }
        if self.is_empty() {
            let what = if self.editions {
                "They do not differ."
            } else {
                "They do not differ in who approves, what is due and what is asked. What else is checked of an approval, such as who recommends it, is not compared."
            };
            return writeln!(out, "\n{what}");
        }
        let say = Sentences { of: self };
        say.approvals(out)?;
        say.deadlines(out)?;
        say.rules(out)?;
        say.asked(out)?;
        say.other(out)
    }
}

struct Sentences<'d> {
    of: &'d Difference,
}

impl Sentences<'_> {
    fn left(&self) -> &str {
        &self.of.left.name
    }

    fn right(&self) -> &str {
        &self.of.right.name
    }

    fn only(&self, presence: Presence) -> &str {
        match presence {
            Presence::OnlyRight => self.right(),
            _ => self.left(),
        }
    }

    fn approvals(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "\nWho approves")?;
        if self.of.approvals.is_empty() {
            return writeln!(
                out,
                "\n  The same approver in every case. What else is checked of an approval, such as who recommends it, is not compared."
            );
        }
        self.of.approvals.iter().try_for_each(|table| self.table(out, table))
    }

    fn table(&self, out: &mut fmt::Formatter<'_>, table: &TableDifference) -> fmt::Result {
        let title = &table.title;
        match (table.presence, &table.not_compared) {
            (Presence::Both, None) => {
                writeln!(
                    out,
                    "\n  {title}: different answers in {} of {} cases.",
                    table.differing, table.cases
                )?;
            }
            (Presence::Both, Some(why)) => return writeln!(out, "\n  {title}: not compared, because {why}."),
            (only, _) => return writeln!(out, "\n  {title}: only {} says who approves it.", self.only(only)),
        }
        table
            .differences
            .iter()
            .try_for_each(|difference| self.approval(out, difference))
    }

    fn approval(&self, out: &mut fmt::Formatter<'_>, difference: &ApprovalDifference) -> fmt::Result {
        let ApprovalDifference {
            left,
            right,
            cases,
            children,
            every,
            example,
            ..
        } = difference;
        let count = if *cases == 1 {
            "1 case".to_owned()
        } else {
            format!("{cases} cases")
        };
        let which = match (children.is_empty(), every) {
            (true, true) => format!("Every child ({count})."),
            (true, false) => format!("Some children ({count})."),
            (false, true) => format!("Every child{} ({count}).", who(children)),
            (false, false) => format!("Some children{} ({count}).", all_of_them(children)),
        };
        writeln!(out, "\n  {which}")?;
        writeln!(out, "    {}: {}.", self.left(), left.says)?;
        writeln!(out, "    {}: {}.", self.right(), right.says)?;
        if let Some(standing) = self.standing(difference) {
            writeln!(out, "    {standing}")?;
        }
        if example.text.is_empty() {
            return Ok(());
        }
        writeln!(out, "    For example, a child{}.", who(&example.text))
    }

    fn standing(&self, difference: &ApprovalDifference) -> Option<String> {
        let answers = [(self.left(), &difference.left), (self.right(), &difference.right)];
        let silent = answers.iter().find(|(_, answer)| answer.kind == AnswerKind::Silent);
        let free = answers
            .iter()
            .find(|(_, answer)| answer.kind == AnswerKind::NoneRequired);
        Some(match (difference.standing, silent, free) {
            (Some(Standing::LeftMoreSenior), ..) => more_senior(self.left(), difference),
            (Some(Standing::RightMoreSenior), ..) => more_senior(self.right(), difference),
            (Some(Standing::Same), ..) => same(&difference.left, &difference.right),
            (Some(Standing::NotComparable), ..) => {
                "Which of them is more senior is not known: neither ladder of posts holds both, or the two contradict each other."
                    .to_owned()
            }
            (None, Some((name, _)), _) => format!("{name} leaves this open: ask who approves."),
            (None, None, Some((name, _))) => format!("{name} asks for less."),
            _ => return None,
        })
    }

    fn deadlines(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "\nWhat is due when\n")?;
        if self.of.deadlines.is_empty() {
            return writeln!(out, "  The same.");
        }
        self.of
            .deadlines
            .iter()
            .try_for_each(|difference| self.deadline(out, difference))
    }

    fn deadline(&self, out: &mut fmt::Formatter<'_>, difference: &DeadlineDifference) -> fmt::Result {
        let about = &difference.about;
        let (left, right) = (periods(&difference.left), periods(&difference.right));
        match (difference.presence, difference.not_matched) {
            (Presence::Both, false) if self.of.editions => {
                let what = aspects(&difference.changed);
                let more = |side: &[DeadlineSays], other: &[DeadlineSays]| {
                    changed::of_deadline(&difference.changed, side, other)
                };
                writeln!(
                    out,
                    "  {about}: {what} changed. {}: {left}{}. {}: {right}{}.",
                    self.left(),
                    more(&difference.left, &difference.right),
                    self.right(),
                    more(&difference.right, &difference.left)
                )
            }
            (Presence::Both, false) if left == right => {
                writeln!(
                    out,
                    "  {about}: the same periods, under other conditions. Both: {left}."
                )
            }
            (Presence::Both, false) => {
                writeln!(out, "  {about}. {}: {left}. {}: {right}.", self.left(), self.right())
            }
            (Presence::Both, true) => writeln!(
                out,
                "  {}: not compared, because no answer shows when it was done. {}: {left}. {}: {right}.",
                words::capital(about),
                self.left(),
                self.right()
            ),
            (only, not_matched) => {
                let said = if only == Presence::OnlyLeft {
                    &difference.left
                } else {
                    &difference.right
                };
                let doubt = if not_matched {
                    " Whether the other asks for the same is not known, because no answer shows when it was done."
                } else {
                    ""
                };
                writeln!(out, "  Only {}: {about}: {}.{doubt}", self.only(only), periods(said))
            }
        }
    }

    fn rules(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.of.editions {
            return Ok(());
        }
        writeln!(out, "\nRules\n")?;
        if self.of.rules.is_empty() {
            return writeln!(out, "  The same.");
        }
        self.of
            .rules
            .iter()
            .try_for_each(|difference| self.rule(out, difference))
    }

    fn rule(&self, out: &mut fmt::Formatter<'_>, difference: &RuleDifference) -> fmt::Result {
        let RuleDifference { id, left, right, .. } = difference;
        let said = |rule: &Option<RuleSays>| {
            rule.as_ref()
                .map_or_else(String::new, |rule| format!("{}, “{}”", rule.level.word(), rule.says))
        };
        match difference.presence {
            Presence::OnlyLeft => writeln!(out, "  {id} is only in {}: {}", self.left(), said(left)),
            Presence::OnlyRight => writeln!(out, "  {id} is only in {}: {}", self.right(), said(right)),
            Presence::Both => {
                write!(out, "  {id}: {} changed.", aspects(&difference.changed))?;
                if left == right {
                    return writeln!(out, " It still says: {}", said(left));
                }
                // What a rule says ends with its own full stop; with where it is written behind it, the sentence needs one.
                let whole = |rule: &Option<RuleSays>, other: &Option<RuleSays>| {
                    let more = changed::of_rule(&difference.changed, rule.as_ref(), other.as_ref());
                    let end = if more.is_empty() { "" } else { "." };
                    format!("{}{more}{end}", said(rule))
                };
                writeln!(
                    out,
                    " {}: {} {}: {}",
                    self.left(),
                    whole(left, right),
                    self.right(),
                    whole(right, left)
                )
            }
        }
    }

    fn asked(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "\nWhat is asked\n")?;
        if self.of.asked.is_empty() {
            return writeln!(out, "  The same.");
        }
        self.of
            .asked
            .iter()
            .try_for_each(|difference| self.form(out, difference))
    }

    fn form(&self, out: &mut fmt::Formatter<'_>, difference: &FormDifference) -> fmt::Result {
        let title = &difference.title;
        if difference.presence != Presence::Both {
            return writeln!(out, "  {title}: only {} has this form.", self.only(difference.presence));
        }
        writeln!(out, "  {title}.")?;
        for (who, questions) in [
            (self.left(), &difference.only_left),
            (self.right(), &difference.only_right),
        ] {
            if !questions.is_empty() {
                writeln!(out, "    Only {who} asks for {}.", named(questions))?;
            }
        }
        if !difference.otherwise.is_empty() {
            writeln!(
                out,
                "    Asked in other words, with other options or under another condition: {}.",
                named(&difference.otherwise)
            )?;
        }
        Ok(())
    }

    fn other(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.of.other.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nEverything else\n")?;
        for difference in &self.of.other {
            if difference.what == "something else" {
                writeln!(
                    out,
                    "  The two are not the same, in something that is not compared here: in the note of a silence, say, in what is checked of \
                     a recorded approval, in the order of a form, or in the bank holidays."
                )?;
                continue;
            }
            writeln!(
                out,
                "  {}. {}: {}. {}: {}.",
                words::capital(&difference.what),
                self.left(),
                difference.left.trim_end_matches('.'),
                self.right(),
                difference.right.trim_end_matches('.')
            )?;
        }
        Ok(())
    }
}
