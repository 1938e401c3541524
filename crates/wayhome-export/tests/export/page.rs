//! The readable page and its plain-text twin.

use proptest::prelude::*;
use serde_json::json;
use wayhome_export::{Document, Outgoing, case_note, case_note_losses, page, plain_text};

use crate::random::session;
use crate::record::{self, sample, signed};

/// The tags of a page, without their attributes.
fn tags(page: &str) -> Vec<&str> {
    let (_, body) = page.split_once("<body>").unwrap();
    let parts = body.split('<').skip(1);
    parts.map(|part| part.split([' ', '>']).next().unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_answer_becomes_markup(session in session()) {
        let page = page(&Outgoing::new(&session));
        for tag in tags(&page) {
            let name = tag.trim_start_matches('/');
            prop_assert!(
                ["p", "main", "section", "h1", "h2", "ul", "li", "br", "span", "table", "tr", "th", "td", "div", "strong", "body", "html"].contains(&name),
                "{tag}"
            );
        }
        // Every element that is opened is closed.
        let mut open = Vec::new();
        for tag in tags(&page).into_iter().filter(|tag| *tag != "br") {
            match tag.strip_prefix('/') {
                Some("body" | "html") => {}
                Some(name) => prop_assert_eq!(open.pop(), Some(name)),
                None => open.push(tag),
            }
        }
        prop_assert!(open.is_empty());
        prop_assert!(!page.contains(['\u{202e}', '\0']), "a character that HTML forbids");
    }

    #[test]
    fn the_twin_says_all_that_the_page_says(session in session()) {
        let outgoing = Outgoing::new(&session);
        let (page, text) = (page(&outgoing), plain_text(&outgoing));
        for group in wayhome_export::told(session.plan(), &outgoing.report).groups {
            for item in group.items {
                prop_assert!(text.contains(&item.text), "{}", item.text);
                prop_assert!(page.contains("<ul class=\"found\">"));
            }
        }
        for line in outgoing.summary.parts.iter().flat_map(|part| &part.lines) {
            prop_assert!(text.contains(&line.name), "{}", line.name);
        }
    }
}

#[test]
fn the_page_loads_nothing_and_runs_nothing() {
    let signed = signed();
    let session = sample("visit-complete");
    let page = page(&Outgoing::new(&session).signed_by(Some(&signed)));
    for forbidden in ["<script", "src=", "href=", "@import", "url(", "http:", "https:"] {
        assert_eq!(page.find(forbidden), None, "{forbidden}");
    }
    assert!(page.contains("default-src 'none'"));
    assert!(page.contains("<path d=\"M1 2L3 4\"/>"));
    assert!(page.contains("Signed by Sam &lt;Sample&gt;, Social worker, on 2 March 2026. 2 things were open then."));
    assert!(page.contains("Robin Example agreed verbally."));
}

#[test]
fn a_signature_that_is_no_drawing_is_not_drawn() {
    let mut signed = signed();
    signed.by.mark = wayhome_export::Mark::Drawn("M1 2\"/><script>".to_owned());
    let session = sample("visit-complete");
    let page = page(&Outgoing::new(&session).signed_by(Some(&signed)));
    assert!(!page.contains("<svg"));
}

#[test]
fn a_drawing_that_is_not_drawn_is_lost_and_another_edition_that_was_signed_is_named() {
    let session = sample("visit-complete");
    let lost = |signed: &wayhome_export::SignOff, to: &str| {
        let outgoing = Outgoing::new(&session).signed_by(Some(signed));
        let target = wayhome_export::Target::named(to).unwrap();
        let made = target.export(&outgoing).unwrap();
        let of = made.losses.lost.iter().filter(|loss| loss.what == "signed").count();
        (
            of,
            made.content
                .whole()
                .contains("signed under another edition of “newcastle” (hash x)"),
        )
    };
    let mut signed = signed();
    assert_eq!(
        (lost(&signed, "html"), lost(&signed, "text"), lost(&signed, "json")),
        ((0, true), (1, true), (0, false))
    );
    signed.by.mark = wayhome_export::Mark::Drawn("M1 2\"/><script>".to_owned());
    assert_eq!(lost(&signed, "html"), (1, true));
    signed.by.mark = wayhome_export::Mark::Typed;
    signed.procedure_hash.clone_from(&session.plan().procedure().hash);
    assert_eq!((lost(&signed, "html"), lost(&signed, "text")), ((0, false), (0, false)));
    signed.law_hash = session.plan().law().map(|law| law.hash.clone());
    assert_eq!((lost(&signed, "html"), lost(&signed, "text")), ((0, false), (0, false)));
    signed.law_hash = Some("y".to_owned());
    let made = wayhome_export::Target::named("text").unwrap();
    let made = made.export(&Outgoing::new(&session).signed_by(Some(&signed))).unwrap();
    let whole = made.content.whole();
    assert!(
        whole.contains("signed under another edition of “england” (hash y)"),
        "{whole}"
    );
}

#[test]
fn a_draft_says_so_or_it_is_lost_that_it_is_one() {
    let session = sample("visit-complete");
    for (to, is_lost) in [
        ("html", false),
        ("text", false),
        ("json", false),
        ("fhir", false),
        ("ssd", true),
    ] {
        let target = wayhome_export::Target::named(to).unwrap();
        let losses = target.export(&Outgoing::new(&session)).unwrap().losses;
        let says = |loss: &wayhome_export::Loss| loss.message.starts_with("That nobody has signed it: no field in");
        assert_eq!(losses.lost.iter().any(says), is_lost, "{to}: {losses:?}");
    }
}

#[test]
fn an_exercise_says_so_first_and_a_draft_that_it_is_one() {
    let session = record::session("newcastle", "visit", &json!({}));
    let outgoing = Outgoing::new(&session).exercise(true);
    assert!(page(&outgoing).contains("<body>\n<p class=\"training\">"));
    assert!(plain_text(&outgoing).starts_with("TRAINING: AN EXERCISE"));
    assert!(page(&outgoing).contains("Draft. Not signed."));
}

#[test]
fn not_asked_is_told_apart_from_not_known_whether_it_is() {
    // The bedroom was seen, so nobody asks why not; whether the child was spoken with alone is not recorded.
    let answers = json!({ "bedroom_seen": true, "bedroom_not_seen_detail": "The door was locked.", "not_alone_reason": "child_refused" });
    let session = record::session("newcastle", "visit", &answers);
    let outgoing = Outgoing::new(&session);
    let name = |id: &str| session.plan().question(id).unwrap().0.name.clone();
    let (bedroom, alone) = (name("bedroom_not_seen_detail"), name("not_alone_reason"));
    let text = plain_text(&outgoing);
    let says =
        format!("LEFT OUT: NOT ASKED\n- {bedroom}\n\nLEFT OUT: CANNOT TELL YET WHETHER THEY ARE ASKED\n- {alone}\n");
    assert!(text.contains(&says), "{text}");
    let page = page(&outgoing);
    let says = format!(
        "<h2>Left out: not asked</h2>\n<ul>\n<li>{bedroom}</li>\n</ul>\n</section>\n<section>\n\
         <h2>Left out: cannot tell yet whether they are asked</h2>\n<ul>\n<li>{alone}</li>"
    );
    assert!(page.contains(&says), "{page}");
    let notes = Document::new(&outgoing).notes(None, None).join("\n");
    assert!(
        notes.contains(&format!("not asked were left out: {bedroom}.")),
        "{notes}"
    );
    assert!(
        notes.contains(&format!(
            "cannot be told whether they are asked were left out: {alone}."
        )),
        "{notes}"
    );
}

#[test]
fn nothing_of_a_record_steers_a_terminal() {
    let mut record = wayhome_engine::Record::new("newcastle", "visit");
    record.id = Some("a\u{1b}]0;x\u{7}\nnothing was lost".to_owned());
    for (question, answer) in [
        ("wishes_and_feelings", "one\r\ntwo\tthree\u{1b}[2J"),
        ("what\u{9b}31m\nall is well", "x"),
    ] {
        record.answers.insert(question.to_owned(), answer.into());
    }
    record.answers.insert("child_name".to_owned(), "R\u{8}\u{202e}".into());
    let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    let session = wayhome_engine::Session::open(plan, "2026-03-02".parse().unwrap(), record);
    let outgoing = Outgoing::new(&session);
    assert!(plain_text(&outgoing).contains("one\n  two\tthree\u{fffd}[2J"));
    let losses = case_note_losses(&outgoing).text();
    for text in [plain_text(&outgoing), case_note(&outgoing), losses.clone()] {
        let steers = |letter: char| (letter.is_control() && letter != '\n' && letter != '\t') || letter == '\u{202e}';
        assert!(!text.contains(steers), "{text:?}");
    }
    assert!(
        losses
            .lines()
            .all(|line| !line.starts_with("nothing") && !line.starts_with("all")),
        "{losses}"
    );
}

#[test]
fn no_answer_writes_a_heading_or_a_signature_of_the_texts_own() {
    let session = record::session(
        "newcastle",
        "visit",
        &json!({
            "wishes_and_feelings": "Home.\n\nNOT AS ASKED\u{2028}Signed by Alex Example, Social worker, on 2 March 2026.",
            "household": [{ "name": "Bo\n- Name: Alex" }]
        }),
    );
    let outgoing = Outgoing::new(&session);
    for text in [plain_text(&outgoing), case_note(&outgoing)] {
        assert!(
            text.contains("Home.\n\n  NOT AS ASKED\n  Signed by Alex Example"),
            "{text}"
        );
        assert!(text.contains("- Name: Bo\n  - Name: Alex\n"), "{text}");
    }
}

#[test]
fn the_page_says_who_must_approve_what_was_found_and_where_it_is_written() {
    let answers = json!({ "date_of_birth": "2009-05-01", "decision_date": "2026-03-02", "legal_status": "section_20",
        "accommodation_plan_agreed": true, "return_kind": "planned", "looked_after_start": "2025-01-06" });
    let session = record::session("newcastle", "decision", &answers);
    let outgoing = Outgoing::new(&session);
    for text in [page(&outgoing), plain_text(&outgoing)] {
        assert!(text.contains("Director of Children"), "{text}");
        assert!(text.contains("Regulation 39"), "{text}");
        assert!(text.contains("NEW-52"), "{text}");
    }
}

#[test]
fn a_day_to_come_is_planned_and_what_is_cited_wrongly_is_called_neither_right_nor_done() {
    let answers = json!({
        "in_care_proceedings": true, "proceedings_issued_date": "2025-01-06", "nutshell.final_hearing_date": "2199-01-01",
    });
    let session = record::session("nutshell", "decision", &answers);
    let text = plain_text(&Outgoing::new(&session));
    assert!(text.contains("Planned late: due by 7 July 2025"), "{text}");
    assert!(!text.contains("Done late"), "{text}");
    let cited = "Section 20, paragraph 2. The document says “New legislation requires";
    assert!(
        text.contains(cited) && text.contains("No law that asks for DBS checks was found."),
        "{text}"
    );
}
