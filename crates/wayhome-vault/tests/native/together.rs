//! Documents that go together: all of them, or none.

use crate::fake::{FakeStore, Fault, PASSPHRASE, created, now, unlock};
use wayhome_vault::{DocumentId, Moment, Opened, PutError, Revision, StoreError};

fn id(id: &str) -> DocumentId {
    DocumentId::new(id).unwrap()
}

fn ids(opened: &Opened) -> Vec<&str> {
    opened.documents.iter().map(|document| document.id.as_str()).collect()
}

/// A store with three documents in it, and what removes two of them.
fn kept() -> (FakeStore, [(DocumentId, Revision); 2]) {
    let store = FakeStore::default();
    let vault = created(&store);
    let [a, b, _] = ["a", "b", "c"].map(|name| {
        let kept = now(vault.put(&id(name), b"text", None, Moment(1))).unwrap();
        (id(name), kept.revision)
    });
    (store, [a, b])
}

#[test]
fn what_goes_together_goes_in_one_step() {
    let (store, going) = kept();
    let (vault, _) = unlock(&store, PASSPHRASE).unwrap();
    let before = store.commits.get();
    now(vault.remove_all(&going)).unwrap();
    assert_eq!(store.commits.get(), before + 1);
    let (vault, opened) = unlock(&store, PASSPHRASE).unwrap();
    assert_eq!((ids(&opened), opened.troubles.len()), (vec!["c"], 0));
    assert_eq!(
        now(vault.remove_all(&going)),
        Ok(()),
        "what is not there counts as removed"
    );
    assert_eq!(now(vault.remove_all(&[])), Ok(()));
}

#[test]
fn where_one_stays_all_stay() {
    let (store, going) = kept();
    let (vault, _) = unlock(&store, PASSPHRASE).unwrap();
    let (other_tab, _) = unlock(&store, PASSPHRASE).unwrap();
    let [_, (b, basis)] = &going;
    let theirs = now(other_tab.put(b, b"theirs", Some(*basis), Moment(2))).unwrap();
    let conflict = PutError::Conflict(Some(theirs.revision));
    assert_eq!(now(vault.remove_all(&going)), Err(conflict));
    let (_, opened) = unlock(&store, PASSPHRASE).unwrap();
    assert_eq!(ids(&opened), ["a", "b", "c"]);
}

#[test]
fn what_the_device_breaks_off_is_as_it_was() {
    let (store, going) = kept();
    let (vault, _) = unlock(&store, PASSPHRASE).unwrap();
    store.fail_next(Fault::Aborted);
    assert_eq!(now(vault.remove_all(&going)), Err(PutError::Store(StoreError::Aborted)));
    assert_eq!(ids(&now(vault.read()).unwrap()), ["a", "b", "c"]);
    store.fail_next(Fault::Moved);
    assert_eq!(
        now(vault.remove_all(&going)),
        Ok(()),
        "another tab was quicker, with something else"
    );
    assert_eq!(ids(&now(vault.read()).unwrap()), ["c"]);
}
