//! Whatever is done to a single row is noticed, loses nothing that still opens, and is kept aside before it is written over.

use crate::fake::{FakeStore, PASSPHRASE, created, headers, now, unlock};
use wayhome_vault::{DocumentId, Moment, Opened, Revision, Rows, Trouble};

fn id(id: &str) -> DocumentId {
    DocumentId::new(id).unwrap()
}

/// A vault with two documents of several revisions, and every state that it went through.
fn history() -> (FakeStore, Vec<Rows>) {
    let store = FakeStore::default();
    let vault = created(&store);
    let mut states = vec![store.rows.borrow().clone()];
    let mut revisions = [None, None];
    for turn in 0..5_u8 {
        for (document, revision) in ["a", "b"].iter().zip(&mut revisions) {
            *revision = Some(
                now(vault.put(&id(document), &[turn; 3], *revision, Moment(1)))
                    .unwrap()
                    .revision,
            );
            states.push(store.rows.borrow().clone());
        }
    }
    (store, states)
}

fn opened(rows: &Rows) -> Option<Opened> {
    let store = FakeStore::default();
    *store.rows.borrow_mut() = rows.clone();
    unlock(&store, PASSPHRASE).ok().map(|(_, opened)| opened)
}

#[test]
fn untouched_there_is_nothing_to_report() {
    let (_, states) = history();
    for state in &states {
        assert_eq!(opened(state).unwrap().troubles, []);
    }
}

#[test]
fn any_byte_of_any_row_that_is_flipped_is_noticed() {
    let (store, _) = history();
    let rows = store.rows.borrow().clone();
    for (key, row) in &rows {
        for place in 0..row.len() {
            let mut changed = rows.clone();
            changed.get_mut(key).unwrap()[place] ^= 1 << (place % 8);
            let opened = opened(&changed).expect("the other copies open");
            assert!(!opened.troubles.is_empty(), "byte {place} of {key}");
            assert_eq!(opened.documents.len(), 2, "the other copy of each document opens");
        }
    }
}

#[test]
fn an_older_row_put_back_is_noticed() {
    let (store, states) = history();
    let rows = store.rows.borrow().clone();
    let mut tried = 0;
    for key in rows.keys() {
        for older in states
            .iter()
            .filter_map(|state| state.get(key))
            .filter(|older| Some(*older) != rows.get(key))
        {
            let mut changed = rows.clone();
            changed.insert(key.clone(), older.clone());
            let opened = opened(&changed).unwrap();
            assert!(!opened.troubles.is_empty(), "an older {key}");
            tried += 1;
        }
    }
    assert!(tried > 20, "{tried}");
}

#[test]
fn a_list_put_back_with_a_document_is_said_of_the_list_and_not_of_the_document_that_was_left_alone() {
    let (store, states) = history();
    let rows = store.rows.borrow().clone();
    // "a" as it was two revisions before, and the list of that day; "b" is as it was kept last.
    let mut changed = rows.clone();
    for (key, row) in states[states.len() - 5]
        .iter()
        .filter(|(key, _)| !key.starts_with("document/b/"))
    {
        changed.insert(key.clone(), row.clone());
    }
    *store.rows.borrow_mut() = changed;
    let (vault, found) = unlock(&store, PASSPHRASE).unwrap();
    assert_eq!(found.troubles, [Trouble::Index]);
    // What is written of "a" does not make the older list the truth about "b".
    let basis = found
        .documents
        .iter()
        .find(|document| document.id == id("a"))
        .unwrap()
        .revision;
    now(vault.put(&id("a"), b"new", Some(basis), Moment(9))).unwrap();
    assert_eq!(unlock(&store, PASSPHRASE).unwrap().1.troubles, [Trouble::Index]);
}

#[test]
fn a_row_taken_away_is_noticed() {
    let (store, _) = history();
    let rows = store.rows.borrow().clone();
    for key in rows.keys() {
        let mut changed = rows.clone();
        changed.remove(key);
        assert!(!opened(&changed).unwrap().troubles.is_empty(), "without {key}");
    }
}

#[test]
fn rows_that_changed_places_do_not_open() {
    let (store, _) = history();
    let rows = store.rows.borrow().clone();
    let sealed: Vec<&String> = rows.keys().filter(|key| !key.starts_with("header/")).collect();
    for one in &sealed {
        for other in sealed.iter().filter(|other| other > &one) {
            let mut changed = rows.clone();
            changed.insert((*one).clone(), rows[*other].clone());
            changed.insert((*other).clone(), rows[*one].clone());
            assert!(!opened(&changed).unwrap().troubles.is_empty(), "{one} and {other}");
        }
    }
}

#[test]
fn a_removed_document_put_back_is_shown_and_said() {
    let store = FakeStore::default();
    let vault = created(&store);
    let kept = now(vault.put(&id("a"), b"one", None, Moment(1))).unwrap();
    let row = store.rows.borrow()["document/a/A"].clone();
    now(vault.remove(&id("a"), kept.revision)).unwrap();
    store.rows.borrow_mut().insert("document/a/A".to_owned(), row);
    let (_, opened) = unlock(&store, PASSPHRASE).unwrap();
    assert_eq!(opened.troubles, [Trouble::NotListed(id("a"))]);
    assert_eq!(opened.documents.len(), 1);
}

#[test]
fn a_row_from_before_a_document_was_removed_is_noticed_once_it_is_kept_again() {
    let store = FakeStore::default();
    let vault = created(&store);
    let keep = || {
        let (mut basis, mut states) = (None, Vec::new());
        for turn in 0..3 {
            basis = Some(now(vault.put(&id("a"), &[turn], basis, Moment(1))).unwrap().revision);
            states.push(store.rows.borrow().clone());
        }
        (basis.unwrap(), states)
    };
    let (last, before) = keep();
    now(vault.remove(&id("a"), last)).unwrap();
    // As often again: without a higher number, its rows would stand where those of before did.
    let (again, _) = keep();
    assert!(again > last);
    let rows = store.rows.borrow().clone();
    assert_eq!(opened(&rows).unwrap().troubles, []);
    for older in &before {
        for key in ["document/a/A", "document/a/B"] {
            let Some(older) = older.get(key) else { continue };
            let mut changed = rows.clone();
            changed.insert(key.to_owned(), older.clone());
            let opened = opened(&changed).unwrap();
            assert_eq!(opened.troubles, [Trouble::PutBack(id("a"))], "{key}");
        }
    }
}

#[test]
fn what_was_put_back_is_said_until_that_document_is_written_or_removed() {
    let (store, states) = history();
    let troubles = |store: &FakeStore| unlock(store, PASSPHRASE).unwrap().1.troubles;
    // The fifth revision of "a" goes back to the third; "gone" comes back.
    let (vault, _) = unlock(&store, PASSPHRASE).unwrap();
    let gone = now(vault.put(&id("gone"), b"one", None, Moment(1))).unwrap();
    let row = store.rows.borrow()["document/gone/A"].clone();
    now(vault.remove(&id("gone"), gone.revision)).unwrap();
    let older = states.iter().rev().filter_map(|state| state.get("document/a/A"));
    let older = older
        .clone()
        .find(|older| Some(*older) != store.rows.borrow().get("document/a/A"));
    for (key, row) in [("document/a/A", older.unwrap().clone()), ("document/gone/A", row)] {
        store.rows.borrow_mut().insert(key.to_owned(), row);
    }
    let both = [Trouble::PutBack(id("a")), Trouble::NotListed(id("gone"))];
    for turn in 0..3 {
        let (vault, opened) = unlock(&store, PASSPHRASE).unwrap();
        assert_eq!(opened.troubles, both, "after {turn} writes");
        let other = opened.documents.iter().find(|document| document.id == id("b")).unwrap();
        now(vault.put(&id("b"), b"new", Some(other.revision), Moment(9))).unwrap();
    }
    let (vault, opened) = unlock(&store, PASSPHRASE).unwrap();
    let of = |of: &str| opened.documents.iter().find(|document| document.id == id(of)).unwrap();
    now(vault.put(&id("a"), b"new", Some(of("a").revision), Moment(9))).unwrap();
    assert_eq!(troubles(&store), both[1..]);
    now(vault.remove(&id("gone"), of("gone").revision)).unwrap();
    assert_eq!(troubles(&store), []);
}

#[test]
fn an_old_header_put_back_is_said() {
    let store = FakeStore::default();
    let vault = created(&store);
    let old = store.rows.borrow().clone();
    let derive = crate::fake::QuickDerive::default();
    now(vault.change_passphrase(
        &derive,
        wayhome_vault::Kdf::ARGON2ID,
        (PASSPHRASE, "another one, longer"),
    ))
    .unwrap();
    for key in ["header/A", "header/B"] {
        store.rows.borrow_mut().insert(key.to_owned(), old[key].clone());
    }
    let (_, opened) = unlock(&store, PASSPHRASE).unwrap();
    assert_eq!(opened.troubles, [Trouble::Header]);
    assert_eq!(headers(&store).len(), 1);
}

#[test]
fn a_document_is_older_only_where_its_newest_save_does_not_open() {
    for (key, older) in [("document/a/A", vec![id("a")]), ("document/a/B", Vec::new())] {
        let (store, _) = history();
        *store.rows.borrow_mut().get_mut(key).unwrap().last_mut().unwrap() ^= 1;
        let (_, opened) = unlock(&store, PASSPHRASE).unwrap();
        assert!(opened.troubles.contains(&Trouble::OneCopyUnreadable(id("a"))), "{key}");
        assert_eq!(opened.older, older, "{key}");
    }
}

#[test]
fn a_broken_copy_is_kept_aside_before_it_is_written_over() {
    let (store, _) = history();
    let newest = |store: &FakeStore| {
        let (_, opened) = unlock(store, PASSPHRASE).unwrap();
        opened
            .documents
            .into_iter()
            .find(|document| document.id == id("a"))
            .unwrap()
    };
    let good = newest(&store);
    // The newest copy of "a" breaks: the fifth revision is in slot A.
    let broken = {
        let mut rows = store.rows.borrow_mut();
        let row = rows.get_mut("document/a/A").unwrap();
        *row.last_mut().unwrap() ^= 1;
        row.clone()
    };
    let (vault, opened) = unlock(&store, PASSPHRASE).unwrap();
    assert!(opened.troubles.contains(&Trouble::OneCopyUnreadable(id("a"))));
    let fallen_back = opened.documents.iter().find(|document| document.id == id("a")).unwrap();
    assert_eq!((good.revision, fallen_back.revision), (Revision(5), Revision(4)));
    let kept = now(vault.put(&id("a"), b"new", Some(fallen_back.revision), Moment(9))).unwrap();
    assert_eq!(kept.revision, Revision(6), "no number is used twice");
    assert!(
        store
            .rows
            .borrow()
            .iter()
            .any(|(key, row)| key.starts_with("aside/") && *row == broken)
    );
    let (_, opened) = unlock(&store, PASSPHRASE).unwrap();
    assert_eq!((opened.troubles.as_slice(), opened.aside), (&[][..], 1));
    assert_eq!(newest(&store).body, b"new");
}

#[test]
fn a_broken_copy_is_kept_aside_before_its_document_is_removed() {
    let (store, _) = history();
    let broken = {
        let mut rows = store.rows.borrow_mut();
        let row = rows.get_mut("document/a/A").unwrap();
        *row.last_mut().unwrap() ^= 1;
        row.clone()
    };
    let (vault, opened) = unlock(&store, PASSPHRASE).unwrap();
    let fallen_back = opened.documents.iter().find(|document| document.id == id("a")).unwrap();
    now(vault.remove(&id("a"), fallen_back.revision)).unwrap();
    let rows = store.rows.borrow().clone();
    assert!(!rows.keys().any(|key| key.starts_with("document/a/")));
    assert!(
        rows.iter()
            .any(|(key, row)| key.starts_with("aside/") && *row == broken)
    );
    assert_eq!(self::opened(&rows).unwrap().aside, 1);
}

#[test]
fn the_passphrase_after_an_old_header_that_was_put_back_has_a_number_of_its_own() {
    let store = FakeStore::default();
    let vault = created(&store);
    let derive = crate::fake::QuickDerive::default();
    let change = |vault: &crate::fake::TestVault, old: &str, new: &str| {
        now(vault.change_passphrase(&derive, wayhome_vault::Kdf::ARGON2ID, (old, new)))
    };
    let first = store.rows.borrow().clone();
    change(&vault, PASSPHRASE, "the second, longer").unwrap();
    let second = headers(&store)[0].generation;
    for key in ["header/A", "header/B"] {
        store.rows.borrow_mut().insert(key.to_owned(), first[key].clone());
    }
    let (vault, _) = unlock(&store, PASSPHRASE).unwrap();
    change(&vault, PASSPHRASE, "the third, longer").unwrap();
    assert!(
        headers(&store)[0].generation > second,
        "or the second header put back would not be noticed"
    );
    assert_eq!(unlock(&store, "the third, longer").unwrap().1.troubles, []);
}

#[test]
fn without_any_index_every_document_still_opens_and_the_next_write_makes_a_new_one() {
    let (store, _) = history();
    store.rows.borrow_mut().retain(|key, _| !key.starts_with("index/"));
    let (vault, opened) = unlock(&store, PASSPHRASE).unwrap();
    assert_eq!(opened.troubles, [Trouble::Index]);
    assert_eq!(opened.documents.len(), 2);
    now(vault.put(&id("a"), b"new", Some(Revision(5)), Moment(9))).unwrap();
    let (_, opened) = unlock(&store, PASSPHRASE).unwrap();
    assert_eq!((opened.troubles, opened.documents.len()), (Vec::new(), 2));
}
