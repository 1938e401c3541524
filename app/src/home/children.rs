//! In which order children and their records are listed.

use std::cmp::Reverse;

use crate::items::in_order;
use crate::shelf::{Child, Entry, Library};

/// The children whose reference contains what is sought; whom a person worked on last first, for that is whom they look for.
pub(super) fn last_first(library: &Library, sought: &str) -> Vec<Child> {
    let worked_on = |child: &Child| {
        let changed = library.entries_of(Some(&child.id)).map(|entry| entry.edited).max();
        changed.unwrap_or(child.created)
    };
    // Of those of one second the order is as it comes.
    let mut found: Vec<_> = library
        .found(sought)
        .map(|child| (Reverse(worked_on(child)), child))
        .collect();
    found.reverse();
    let ordered = in_order(found, |(worked_on, _)| *worked_on);
    ordered.into_iter().map(|(_, child)| child.clone()).collect()
}

/// The records about a child as its page lists them: in turn, and below what no longer speaks for the child. A new version that is begun is what a
/// person works on, and stays above.
pub(super) fn in_turn<'a>(library: &'a Library, child: &'a str) -> Vec<&'a Entry> {
    in_order(library.in_turn(child), |entry| {
        let is_begun = entry.earlier.is_some() && entry.signed.is_none();
        !is_begun && !library.stands(entry)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shelf::{Fresh, Source};
    use chrono::{NaiveDate, NaiveTime};
    use serde_json::json;

    fn fresh(id: &str, on: &str) -> Fresh {
        let day: NaiveDate = on.parse().expect("a day");
        Fresh {
            id: id.to_owned(),
            now: day.and_time(NaiveTime::MIN),
        }
    }

    fn record(library: &Library, (id, child): (&str, &str), (started, visited): (&str, Option<&str>)) -> Entry {
        let plan = wayhome_procedures::plan("newcastle", "visit").expect("a form of the procedure's");
        let mut entry = library.begin(fresh(id, started), &plan, Source::Child(child));
        if let Some(visited) = visited {
            entry.record.answers.insert("visit_date".to_owned(), json!(visited));
        }
        entry
    }

    fn library() -> Library {
        let mut library = Library::default();
        for (id, added) in [("a", "2026-09-01"), ("b", "2026-09-02"), ("c", "2026-09-03")] {
            let reference = format!("R-{id}");
            library.put_child(Child::new(fresh(id, added), &reference, "newcastle"));
        }
        library
    }

    fn ids(children: &[Child]) -> Vec<&str> {
        children.iter().map(|child| child.id.as_str()).collect()
    }

    #[test]
    fn whom_a_person_worked_on_last_comes_first_and_else_whom_they_added_last() {
        let mut library = library();
        assert_eq!(ids(&last_first(&library, "")), ["c", "b", "a"]);
        library.put(record(&library, ("e1", "a"), ("2026-09-05", None)));
        library.put(record(&library, ("e2", "b"), ("2026-09-04", None)));
        assert_eq!(ids(&last_first(&library, "")), ["a", "b", "c"]);
        let mut changed = library.entry("e2").expect("a record").clone();
        changed.edited = fresh("", "2026-09-06").now;
        library.put(changed);
        assert_eq!(ids(&last_first(&library, "")), ["b", "a", "c"]);
        assert_eq!(ids(&last_first(&library, "r-a")), ["a"]);
    }

    #[test]
    fn records_are_listed_by_their_days_and_not_by_when_they_were_opened() {
        let mut library = library();
        library.put(record(&library, ("new", "a"), ("2026-09-10", Some("2026-09-09"))));
        library.put(record(&library, ("old", "a"), ("2026-09-11", Some("2026-03-01"))));
        library.put(record(&library, ("begun", "a"), ("2026-09-12", None)));
        let listed: Vec<_> = in_turn(&library, "a").iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(listed, ["begun", "new", "old"]);
    }
}
