//! The readable page: one HTML document with all that it needs inside, to read, to print on A4 and to attach.
//!
//! It has no script, loads nothing, and forbids both by a policy of its own. Every text of the record goes through [`escape()`].

mod escape;
mod style;

use crate::note::{checked_by, made_with};
use crate::outgoing::Outgoing;
use crate::signing::{Mark, Party, SignOff};
use crate::summary::{Line, Said};
use crate::told::{Group, Told, told};
use escape::escape;

/// A record with what was found, as one HTML document.
///
/// ```
/// use wayhome_engine::{Record, Session};
/// use wayhome_export::{Outgoing, page};
/// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
/// let mut session = Session::open(plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
/// session.set("child_name", "Robin <Example>".into());
/// let page = page(&Outgoing::new(&session));
/// assert!(page.starts_with("<!DOCTYPE html>"));
/// assert!(page.contains("Robin &lt;Example&gt;"));
/// ```
#[must_use]
pub fn page(outgoing: &Outgoing<'_>) -> String {
    let title = outgoing.session.plan().title();
    let told = told(outgoing.session.plan(), &outgoing.report);
    let mut page = Page::default();
    page.raw(&format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<style>{style}</style>\n</head>\n<body>\n",
        title = escape(title),
        style = style::STYLE,
    ));
    if outgoing.training {
        page.raw("<p class=\"training\">Training: an exercise, about nobody</p>\n");
    } else {
        page.raw("<p class=\"personal\">Personal data about a child. Keep it as you keep the child's file.</p>\n");
    }
    page.raw("<main>\n");
    page.element("h1", title);
    page.element("p", &checked_by(outgoing.session, &outgoing.report));
    if let Some(id) = &outgoing.report.record {
        page.element("p", &format!("Record {id}"));
    }
    page.signed(outgoing.signed);
    if let Some(replaces) = outgoing.replaces {
        page.element("p", &replaces.words_with_id());
    }
    if let Some(unchecked) = outgoing.unchecked_words() {
        page.element("p", &unchecked);
    }
    page.outcome(&told);
    for group in &told.groups {
        page.group(group);
    }
    for part in &outgoing.summary.parts {
        page.answers(&part.title, &part.lines);
    }
    for (heading, names) in outgoing.left_out_headed() {
        page.raw("<section>\n");
        page.element("h2", heading);
        page.list(names.into_iter().map(str::to_owned));
        page.raw("</section>\n");
    }
    page.about(outgoing, &told);
    page.raw("</main>\n</body>\n</html>\n");
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    /// Markup, as it stands.
    fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// An element with nothing but text in it.
    fn element(&mut self, name: &str, text: &str) {
        self.raw(&format!("<{name}>{}</{name}>\n", escape(text)));
    }

    fn list(&mut self, items: impl Iterator<Item = String>) {
        self.raw("<ul>\n");
        for item in items {
            self.element("li", &item);
        }
        self.raw("</ul>\n");
    }

    fn signed(&mut self, signed: Option<&SignOff>) {
        let Some(signed) = signed else {
            self.raw("<p class=\"draft\">Draft. Not signed.</p>\n");
            return;
        };
        self.element("p", &signed.words());
        for party in [Some(&signed.by), signed.young_person.as_ref()].into_iter().flatten() {
            self.party(party);
        }
    }

    fn party(&mut self, party: &Party) {
        if let Mark::Drawn(path) = &party.mark
            && is_path(path)
        {
            self.raw(&format!(
                "<svg class=\"signature\" viewBox=\"0 0 600 200\" role=\"img\" aria-label=\"Signature of {}\"><path d=\"{}\"/></svg>\n",
                escape(&party.name),
                escape(path)
            ));
        }
        self.element("p", &party.words());
    }

    fn outcome(&mut self, told: &Told) {
        self.raw("<section class=\"outcome\">\n");
        self.element("h2", "What the record comes to");
        self.element("p", &told.outcome);
        self.element("p", &told.progress);
        self.raw("</section>\n");
    }

    fn group(&mut self, group: &Group) {
        self.raw("<section>\n");
        let title = group.kind.title();
        if group.kind.is_counted() {
            self.element("h2", &format!("{title} ({})", group.items.len()));
        } else {
            self.element("h2", title);
        }
        self.raw("<ul class=\"found\">\n");
        for item in &group.items {
            self.raw(&format!("<li>{}", escape(&item.text)));
            for detail in &item.details {
                self.raw(&format!("<br><span class=\"why\">{}</span>", escape(detail)));
            }
            if let Some(reference) = &item.reference {
                self.raw(&format!("<br><span class=\"cite\">{}</span>", escape(reference)));
            }
            self.raw("</li>\n");
        }
        self.raw("</ul>\n</section>\n");
    }

    fn answers(&mut self, title: &str, lines: &[Line]) {
        self.raw("<section>\n");
        self.element("h2", title);
        self.raw("<table>\n");
        for line in lines {
            self.raw(&format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n",
                escape(&line.name),
                said(&line.said)
            ));
        }
        self.raw("</table>\n</section>\n");
    }

    fn about(&mut self, outgoing: &Outgoing<'_>, told: &Told) {
        self.raw("<section class=\"about\">\n");
        self.element("h2", "About this record");
        self.element("p", &told.met);
        if !told.notes.is_empty() {
            self.list(told.notes.iter().cloned());
        }
        self.element("p", &made_with(outgoing));
        self.raw("</section>\n");
    }
}

/// An answer, as markup.
fn said(said: &Said) -> String {
    match said {
        Said::NotProvided => "<span class=\"none\">Not provided</span>".to_owned(),
        Said::YesNo(yes) => (if *yes { "Yes" } else { "No" }).to_owned(),
        Said::Words(words) => escape(words).into_owned(),
        Said::Text(text) => format!("<div class=\"text\">{}</div>", escape(text)),
        Said::List(labels) => items(labels.iter().map(|label| escape(label).into_owned())),
        Said::Rows(rows) => items(rows.iter().map(|row| {
            let cells = row
                .iter()
                .map(|(name, cell)| format!("{}: {}", escape(name), self::said(cell)));
            cells.collect::<Vec<_>>().join("<br>")
        })),
        Said::Unreadable(typed) => format!("{} <strong>(cannot be read)</strong>", escape(typed)),
    }
}

fn items(items: impl Iterator<Item = String>) -> String {
    let items: Vec<_> = items.collect();
    format!("<ul><li>{}</li></ul>", items.join("</li><li>"))
}

/// Does a drawn signature hold strokes and nothing else?
pub(crate) fn is_path(path: &str) -> bool {
    !path.is_empty()
        && path
            .chars()
            .all(|letter| letter.is_ascii_digit() || " .,-MmLlHhVvCcSsQqTtAaZz".contains(letter))
}
