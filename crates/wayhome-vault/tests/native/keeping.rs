//! A vault from the first passphrase to the last document.

use std::cell::Cell;

use crate::fake::{
    APP, FakeStore, Fault, Meanwhile, NativeCrypto, PASSPHRASE, QuickDerive, at_once, created, headers, now, unlock,
};
use wayhome_vault::{
    Derive as _, DocumentId, Found, HeaderError, Kdf, Moment, PutError, Revision, StoreError, Trouble, UnlockError,
    Vault, look,
};

fn id(id: &str) -> DocumentId {
    DocumentId::new(id).unwrap()
}

fn bodies(opened: &wayhome_vault::Opened) -> Vec<(&str, &[u8])> {
    opened
        .documents
        .iter()
        .map(|document| (document.id.as_str(), document.body.as_slice()))
        .collect()
}

#[test]
fn what_was_kept_is_there_after_locking_and_unlocking() {
    let store = FakeStore::default();
    assert_eq!(now(look(&store)), Ok(Found::Nothing));
    let vault = created(&store);
    let kept = now(vault.put(&id("a"), b"one", None, Moment(5))).unwrap();
    let kept = now(vault.put(&id("a"), b"two", Some(kept.revision), Moment(6))).unwrap();
    now(vault.put(&id("b"), b"other", None, Moment(7))).unwrap();
    assert_eq!(kept.revision, Revision(2));
    drop(vault);
    let (_, opened) = unlock(&store, PASSPHRASE).unwrap();
    assert_eq!(bodies(&opened), [("a", &b"two"[..]), ("b", b"other")]);
    assert_eq!(opened.documents[0].changed_at, Moment(6));
    assert_eq!(opened.troubles, []);
}

#[test]
fn another_passphrase_opens_nothing() {
    let store = FakeStore::default();
    created(&store);
    assert_eq!(
        unlock(&store, "kettle orbit mango tiles").err(),
        Some(UnlockError::WrongPassphrase)
    );
}

#[test]
fn nothing_that_was_kept_or_typed_is_in_the_rows_and_no_key() {
    let store = FakeStore::default();
    let vault = created(&store);
    now(vault.put(&id("a"), b"CANARY-OF-THE-CHILD", None, Moment(5))).unwrap();
    let header = headers(&store).swap_remove(0);
    let wrapping = now(QuickDerive::default().derive(header.kdf, &header.salt, PASSPHRASE)).unwrap();
    let key = now(header.unwrap(&NativeCrypto::default(), APP, &wrapping)).unwrap();
    let rows = store.rows.borrow();
    let found = |canary: &[u8]| {
        rows.values()
            .any(|row| row.windows(canary.len()).any(|part| part == canary))
    };
    assert!(!found(b"CANARY") && !found(PASSPHRASE.as_bytes()));
    // Neither the key of the documents, nor what is made of the passphrase: by that, one could be guessed as by a hash.
    assert!(!found(&key[..]) && !found(&wrapping[..]));
    assert!(found(b"argon2id"), "the scan finds what is there");
}

#[test]
fn a_new_passphrase_wraps_the_key_anew_and_touches_no_document() {
    let store = FakeStore::default();
    let vault = created(&store);
    let kept = now(vault.put(&id("a"), b"one", None, Moment(5))).unwrap();
    let before = store.rows.borrow().clone();
    let derive = QuickDerive::default();
    let wrong = now(vault.change_passphrase(&derive, Kdf::ARGON2ID, ("not it", "another four words here")));
    assert_eq!(wrong, Err(UnlockError::WrongPassphrase));
    now(vault.change_passphrase(&derive, Kdf::PBKDF2, (PASSPHRASE, "another four words here"))).unwrap();
    for (key, row) in &before {
        assert_eq!(
            key.starts_with("document/"),
            store.rows.borrow().get(key) == Some(row) && !key.starts_with("index/"),
            "{key}"
        );
    }
    // The vault goes on with the key it has.
    now(vault.put(&id("a"), b"two", Some(kept.revision), Moment(6))).unwrap();
    assert_eq!(unlock(&store, PASSPHRASE).err(), Some(UnlockError::WrongPassphrase));
    let (_, opened) = unlock(&store, "another four words here").unwrap();
    assert_eq!(bodies(&opened), [("a", &b"two"[..])]);
    assert_eq!(opened.troubles, []);
    assert_eq!(headers(&store)[0].kdf, Kdf::PBKDF2);
}

#[test]
fn a_passphrase_change_that_fails_leaves_the_old_one() {
    let store = FakeStore::default();
    let vault = created(&store);
    for fault in [Fault::Full, Fault::Aborted, Fault::LostBefore] {
        store.fail_next(fault);
        let changed = now(vault.change_passphrase(
            &QuickDerive::default(),
            Kdf::ARGON2ID,
            (PASSPHRASE, "another one, longer"),
        ));
        assert!(matches!(changed, Err(UnlockError::Store(_))), "{changed:?}");
        assert!(unlock(&store, PASSPHRASE).is_ok());
    }
}

#[test]
fn a_passphrase_change_that_came_through_unheard_is_one() {
    let store = FakeStore::default();
    let vault = created(&store);
    store.fail_next(Fault::LostAfter);
    let pair = (PASSPHRASE, "another one, longer");
    let changed = now(vault.change_passphrase(&QuickDerive::default(), Kdf::ARGON2ID, pair));
    assert_eq!(changed, Ok(()));
    assert_eq!(unlock(&store, PASSPHRASE).err(), Some(UnlockError::WrongPassphrase));
    now(vault.put(&id("a"), b"one", None, Moment(1))).unwrap();
    let (_, opened) = unlock(&store, "another one, longer").unwrap();
    assert_eq!(
        (bodies(&opened), opened.troubles.as_slice()),
        (vec![("a", &b"one"[..])], &[][..])
    );
}

#[test]
fn what_is_typed_while_a_passphrase_is_changed_is_kept_meanwhile() {
    let store = FakeStore::default();
    let vault = created(&store);
    let (other_tab, _) = unlock(&store, PASSPHRASE).unwrap();
    let (basis, times) = (Cell::new(None), Cell::new(0_u8));
    let typing = Meanwhile(|| {
        times.set(times.get() + 1);
        let kept = at_once(vault.put(&id("a"), &[times.get()], basis.get(), Moment(1)));
        basis.set(Some(kept.expect("a save does not wait for a key").unwrap().revision));
        let name = format!("b-{}", times.get());
        now(other_tab.put(&id(&name), b"theirs", None, Moment(1))).unwrap();
        // The other tab is quicker once more, just before the new passphrase is written.
        if times.get() == 2 {
            store.fail_next(Fault::Moved);
        }
    });
    let changed = now(vault.change_passphrase(&typing, Kdf::ARGON2ID, (PASSPHRASE, "another one, longer")));
    assert_eq!(changed, Ok(()), "another tab that was quicker is waited for");
    assert!(store.faults.borrow().is_empty());
    let (_, opened) = unlock(&store, "another one, longer").unwrap();
    assert_eq!(opened.troubles, []);
    assert_eq!(bodies(&opened)[0], ("a", &[2][..]));
    assert_eq!(opened.documents.len(), 3);
}

#[test]
fn a_passphrase_that_another_tab_has_changed_meanwhile_is_not_written_over() {
    let store = FakeStore::default();
    let vault = created(&store);
    let (other_tab, _) = unlock(&store, PASSPHRASE).unwrap();
    let times = Cell::new(0);
    let changing = Meanwhile(|| {
        times.set(times.get() + 1);
        if times.get() == 2 {
            let theirs = (PASSPHRASE, "chosen in the other tab");
            now(other_tab.change_passphrase(&QuickDerive::default(), Kdf::ARGON2ID, theirs)).unwrap();
        }
    });
    let changed = now(vault.change_passphrase(&changing, Kdf::ARGON2ID, (PASSPHRASE, "another one, longer")));
    assert_eq!(changed, Err(UnlockError::Store(StoreError::Moved)));
    assert!(unlock(&store, "chosen in the other tab").is_ok());
    // A store that never stands still is given up in the end, and the passphrase is as it was.
    for _ in 0..8 {
        store.fail_next(Fault::Moved);
    }
    let pair = ("chosen in the other tab", "another one, longer");
    let changed = now(vault.change_passphrase(&QuickDerive::default(), Kdf::ARGON2ID, pair));
    assert_eq!(changed, Err(UnlockError::Store(StoreError::Moved)));
    assert!(unlock(&store, "chosen in the other tab").is_ok());
}

#[test]
fn a_write_that_came_through_unheard_is_known_again_whatever_was_kept_meanwhile() {
    let store = FakeStore::default();
    let vault = created(&store);
    let put = |name: &str, body: &[u8], basis| now(vault.put(&id(name), body, basis, Moment(1)));
    store.fail_next(Fault::LostAfter);
    assert_eq!(put("a", b"one", None), Err(PutError::Store(StoreError::Lost)));
    // A second try that did not come through, and another document that did.
    store.fail_next(Fault::LostBefore);
    assert_eq!(put("a", b"one", None), Err(PutError::Store(StoreError::Lost)));
    put("b", b"other", None).unwrap();
    let kept = put("a", b"one, two", None).unwrap();
    assert_eq!(
        put("a", b"three", Some(kept.revision)).map(|kept| kept.revision.0),
        Ok(kept.revision.0 + 1)
    );
}

#[test]
fn nothing_counts_as_kept_in_a_vault_that_was_deleted() {
    let store = FakeStore::default();
    let vault = created(&store);
    let (other_tab, _) = unlock(&store, PASSPHRASE).unwrap();
    now(other_tab.destroy()).unwrap();
    for _ in 0..3 {
        let kept = now(vault.put(&id("a"), b"one", None, Moment(1)));
        assert_eq!(kept, Err(PutError::Store(StoreError::Gone)));
    }
    assert!(store.rows.borrow().is_empty());
    // Whoever has something that is kept nowhere gets back to it by the passphrase that held.
    let derive = QuickDerive::default();
    assert_eq!(now(vault.prove(&derive, PASSPHRASE)), Ok(()));
    assert_eq!(
        now(vault.prove(&derive, "another one of them")),
        Err(UnlockError::WrongPassphrase)
    );
}

#[test]
fn without_a_store_it_is_the_newest_passphrase_that_leads_back() {
    let store = FakeStore::default();
    let vault = created(&store);
    let derive = QuickDerive::default();
    let newest = "another four words here";
    now(vault.change_passphrase(&derive, Kdf::PBKDF2, (PASSPHRASE, newest))).unwrap();
    store.rows.borrow_mut().clear();
    assert_eq!(now(vault.prove(&derive, newest)), Ok(()));
    assert_eq!(now(vault.prove(&derive, PASSPHRASE)), Err(UnlockError::WrongPassphrase));
}

#[test]
fn each_unlocking_uses_the_way_that_the_header_names() {
    let store = FakeStore::default();
    let derive = QuickDerive::default();
    let parts = || (NativeCrypto::default(), store.clone());
    now(Vault::create(APP, parts(), &derive, Kdf::PBKDF2, PASSPHRASE)).unwrap();
    now(Vault::unlock(APP, parts(), &derive, &headers(&store), PASSPHRASE)).unwrap();
    assert_eq!(*derive.asked.borrow(), [Kdf::PBKDF2, Kdf::PBKDF2]);
}

#[test]
fn a_second_vault_is_not_made_over_the_first() {
    let store = FakeStore::default();
    created(&store);
    let parts = (NativeCrypto::default(), store.clone());
    let second = now(Vault::create(
        APP,
        parts,
        &QuickDerive::default(),
        Kdf::ARGON2ID,
        "another one, longer",
    ));
    assert_eq!(second.err(), Some(UnlockError::Store(StoreError::Moved)));
    assert!(unlock(&store, PASSPHRASE).is_ok());
}

#[test]
fn training_opens_no_real_row() {
    let store = FakeStore::default();
    created(&store);
    let parts = (NativeCrypto::default(), store.clone());
    let training = now(Vault::unlock(
        "wayhome-training",
        parts,
        &QuickDerive::default(),
        &headers(&store),
        PASSPHRASE,
    ));
    assert_eq!(training.err(), Some(UnlockError::WrongPassphrase));
}

#[test]
fn a_stale_revision_is_refused_and_the_newer_one_named() {
    let store = FakeStore::default();
    let vault = created(&store);
    let first = now(vault.put(&id("a"), b"one", None, Moment(1))).unwrap();
    let (other_tab, _) = unlock(&store, PASSPHRASE).unwrap();
    now(other_tab.put(&id("a"), b"theirs", Some(first.revision), Moment(2))).unwrap();
    let mine = now(vault.put(&id("a"), b"mine", Some(first.revision), Moment(3)));
    assert_eq!(mine, Err(PutError::Conflict(Some(Revision(2)))));
    assert_eq!(bodies(&now(vault.read()).unwrap()), [("a", &b"theirs"[..])]);
}

#[test]
fn another_tabs_revision_of_the_same_number_is_not_taken_for_ones_own() {
    let store = FakeStore::default();
    let vault = created(&store);
    let first = now(vault.put(&id("a"), b"one", None, Moment(1))).unwrap();
    // Nobody knows whether this came through; it did not, and the other tab keeps the revision of that number.
    store.fail_next(Fault::LostBefore);
    let lost = now(vault.put(&id("a"), b"mine", Some(first.revision), Moment(2)));
    assert_eq!(lost, Err(PutError::Store(StoreError::Lost)));
    let (other_tab, _) = unlock(&store, PASSPHRASE).unwrap();
    let theirs = now(other_tab.put(&id("a"), b"theirs", Some(first.revision), Moment(3))).unwrap();
    let again = now(vault.put(&id("a"), b"mine", Some(first.revision), Moment(4)));
    assert_eq!(again, Err(PutError::Conflict(Some(theirs.revision))));
    assert_eq!(bodies(&now(vault.read()).unwrap()), [("a", &b"theirs"[..])]);
}

#[test]
fn other_tabs_that_are_quicker_are_waited_for_so_often_and_then_it_is_said() {
    let store = FakeStore::default();
    let vault = created(&store);
    let moved = |times: usize| (0..times).for_each(|_| store.fail_next(Fault::Moved));
    moved(7);
    let kept = now(vault.put(&id("a"), b"one", None, Moment(1))).unwrap();
    moved(8);
    let busy = now(vault.put(&id("a"), b"two", Some(kept.revision), Moment(2)));
    assert_eq!(busy, Err(PutError::Busy));
    assert!(store.faults.borrow().is_empty());
    moved(8);
    assert_eq!(now(vault.remove(&id("a"), kept.revision)), Err(PutError::Busy));
    assert_eq!(
        bodies(&now(vault.read()).unwrap()),
        [("a", &b"one"[..])],
        "neither was done"
    );
    moved(7);
    assert_eq!(now(vault.remove(&id("a"), kept.revision)), Ok(()));
    assert_eq!(bodies(&now(vault.read()).unwrap()), []);
}

#[test]
fn two_tabs_with_two_documents_do_not_disturb_each_other() {
    let store = FakeStore::default();
    let vault = created(&store);
    let (other_tab, _) = unlock(&store, PASSPHRASE).unwrap();
    let (mut a, mut b) = (None, None);
    for turn in 0..20 {
        a = Some(now(vault.put(&id("a"), &[turn], a, Moment(1))).unwrap().revision);
        b = Some(now(other_tab.put(&id("b"), &[turn], b, Moment(1))).unwrap().revision);
    }
    let (_, opened) = unlock(&store, PASSPHRASE).unwrap();
    assert_eq!(bodies(&opened), [("a", &[19][..]), ("b", &[19])]);
    assert_eq!(opened.troubles, []);
}

#[test]
fn a_removed_document_is_gone_and_another_stays() {
    let store = FakeStore::default();
    let vault = created(&store);
    let kept = now(vault.put(&id("a"), b"one", None, Moment(1))).unwrap();
    now(vault.put(&id("b"), b"two", None, Moment(1))).unwrap();
    now(vault.remove(&id("a"), kept.revision)).unwrap();
    let (vault, opened) = unlock(&store, PASSPHRASE).unwrap();
    assert_eq!(bodies(&opened), [("b", &b"two"[..])]);
    assert_eq!(opened.troubles, []);
    assert!(!store.rows.borrow().keys().any(|key| key.starts_with("document/a/")));
    now(vault.put(&id("a"), b"anew", None, Moment(2))).unwrap();
}

#[test]
fn a_lost_header_copy_is_said_and_the_other_opens() {
    for lost in ["header/A", "header/B"] {
        let store = FakeStore::default();
        created(&store);
        store.rows.borrow_mut().remove(lost);
        let (_, opened) = unlock(&store, PASSPHRASE).unwrap();
        assert_eq!(opened.troubles, [Trouble::Header]);
    }
}

#[test]
fn documents_without_a_header_are_not_taken_for_nothing() {
    let store = FakeStore::default();
    let vault = created(&store);
    now(vault.put(&id("a"), b"one", None, Moment(1))).unwrap();
    store.rows.borrow_mut().retain(|key, _| !key.starts_with("header/"));
    assert!(matches!(now(look(&store)), Ok(Found::Damaged(_))));
}

#[test]
fn a_damaged_header_is_said_to_be_that_and_not_another_tabs_doing() {
    let store = FakeStore::default();
    let vault = created(&store);
    for key in ["header/A", "header/B"] {
        store.rows.borrow_mut().get_mut(key).unwrap().truncate(20);
    }
    let damaged = Err(UnlockError::Damaged(HeaderError::Unreadable));
    let derive = QuickDerive::default();
    assert_eq!(now(vault.prove(&derive, PASSPHRASE)), damaged);
    let pair = (PASSPHRASE, "another one, longer");
    assert_eq!(now(vault.change_passphrase(&derive, Kdf::ARGON2ID, pair)), damaged);
    store.rows.borrow_mut().clear();
    let changed = now(vault.change_passphrase(&derive, Kdf::ARGON2ID, pair));
    assert_eq!(changed, Err(UnlockError::Store(StoreError::Gone)));
}

#[test]
fn wiping_leaves_no_row() {
    let store = FakeStore::default();
    let vault = created(&store);
    now(vault.put(&id("a"), b"one", None, Moment(1))).unwrap();
    now(vault.destroy()).unwrap();
    assert_eq!(now(look(&store)), Ok(Found::Nothing));
    assert!(store.rows.borrow().is_empty());
}
