//! The vault in a real browser: WebCrypto, `IndexedDB`, locks and the line between tabs.
#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use wayhome_vault::browser::{
    BrowserDerive, Channel, Database, WebCrypto, estimate, is_persisted, now, try_lock, wait, wait_for_lock,
};
use wayhome_vault::sealed::{Place, open, seal_with};
use wayhome_vault::tabs::Message;
use wayhome_vault::{
    Batch, Crypto, Derive, DeriveError, DocumentId, Found, Header, Kdf, PutError, RawKey, Revision, Slot, Stamp, Store,
    StoreError, UnlockError, Vault, look,
};

wasm_bindgen_test_configure!(run_in_browser);

const APP: &str = "wayhome-test";
const PASSPHRASE: &str = "kettle orbit mango tile";

fn counting<const N: usize>(from: u8) -> [u8; N] {
    std::array::from_fn(|place| from + u8::try_from(place).unwrap())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn parts(name: &'static str) -> (WebCrypto, Database) {
    (WebCrypto::new().unwrap(), Database::new(name))
}

fn derive() -> BrowserDerive {
    BrowserDerive::new(WebCrypto::new().unwrap(), None)
}

/// Runs a line of JavaScript, to make the browser fail.
fn run(line: &str) {
    Function::new_no_args(line).call0(&JsValue::UNDEFINED).unwrap();
}

async fn fresh(name: &'static str) -> Vault<WebCrypto, Database> {
    Database::new(name).destroy().await.unwrap();
    Vault::create(APP, parts(name), &derive(), Kdf::PBKDF2, PASSPHRASE)
        .await
        .unwrap()
}

fn id() -> DocumentId {
    DocumentId::new("a").unwrap()
}

/// The same known answers as outside a browser: tests/known_answers.rs.
#[wasm_bindgen_test]
async fn known_answers() {
    let crypto = WebCrypto::new().unwrap();
    let data_key = RawKey::new(counting(0));
    let key = crypto.import(&data_key).await.unwrap();
    let place = Place {
        app: "wayhome",
        kind: "document",
        id: "d1",
        revision: Revision(7),
        slot: Slot::A,
    };
    let row = seal_with(&crypto, &key, place, counting(0), b"Known answer")
        .await
        .unwrap();
    assert_eq!(
        hex(&row),
        "01000000000000000741000102030405060708090a0b0c6cb96cabc5a375fe36f2f94383df9af6ea0d8a878a592552f05591"
    );
    let opened = open(&crypto, &key, ("wayhome", "document", "d1", Slot::A), &row).await;
    assert_eq!(opened, Ok((Revision(7), b"Known answer".to_vec())));
    let wrapping = RawKey::new(counting(0x40));
    let how = (Kdf::ARGON2ID, 1, counting(0x10), counting(0xa0));
    let header = Header::wrap(&crypto, "wayhome", how, &wrapping, &data_key)
        .await
        .unwrap();
    assert_eq!(
        hex(&header.to_bytes()),
        "57485631086172676f6e3269640000b800000000030000000100000001101112131415161718191a1b1c1d1e1fa0a1a2a3a4a5a6a7a8a9aa\
         abd78e043ce6ee9a2a71664bf585b13ef9ff06e7d4f87a933afac5f481f5df60e783e8ab07504c66190aa066f90648f1f8"
    );
    let derived = derive()
        .derive(Kdf::PBKDF2, &counting::<16>(0x10), PASSPHRASE)
        .await
        .unwrap();
    assert_eq!(
        hex(derived.as_slice()),
        "a6fa1206d4c99a9c95353dddf01ec2aee068807f64c9eb3651066ae403b98020"
    );
}

#[wasm_bindgen_test]
async fn the_same_letters_typed_in_another_way_are_the_same_passphrase() {
    let salt = [0; 16];
    let composed = derive()
        .derive(Kdf::PBKDF2, &salt, "caf\u{e9} au lait matin")
        .await
        .unwrap();
    let decomposed = derive()
        .derive(Kdf::PBKDF2, &salt, "cafe\u{301} au lait matin")
        .await
        .unwrap();
    assert_eq!(composed, decomposed);
}

#[wasm_bindgen_test]
async fn without_its_worker_argon2_is_said_to_be_missing() {
    let derived = derive().derive(Kdf::ARGON2ID, &[0; 16], PASSPHRASE).await;
    assert_eq!(derived, Err(DeriveError::Unavailable));
    assert_eq!(derive().best().await, Kdf::PBKDF2);
    let broken = BrowserDerive::new(WebCrypto::new().unwrap(), Some("/no-such-worker.js".to_owned()));
    assert_eq!(broken.best().await, Kdf::PBKDF2);
}

#[wasm_bindgen_test]
fn a_hundred_thousand_vectors_and_none_twice() {
    let crypto = WebCrypto::new().unwrap();
    let mut seen = BTreeSet::new();
    for _ in 0..100_000 {
        let mut iv = [0; 12];
        crypto.random(&mut iv).unwrap();
        assert!(seen.insert(iv));
    }
}

#[wasm_bindgen_test]
async fn what_was_kept_is_there_after_locking() {
    Database::new("kept").destroy().await.unwrap();
    assert_eq!(look(&Database::new("kept")).await, Ok(Found::Nothing));
    let vault = fresh("kept").await;
    let kept = vault.put(&id(), b"one", None, now()).await.unwrap();
    vault.put(&id(), b"two", Some(kept.revision), now()).await.unwrap();
    drop(vault);
    let Ok(Found::Vault(headers)) = look(&Database::new("kept")).await else {
        panic!("a vault is there")
    };
    let wrong = Vault::unlock(APP, parts("kept"), &derive(), &headers, "not that one").await;
    assert!(matches!(wrong, Err(UnlockError::WrongPassphrase)));
    let (_, opened) = Vault::unlock(APP, parts("kept"), &derive(), &headers, PASSPHRASE)
        .await
        .unwrap();
    assert_eq!(opened.documents.len(), 1);
    assert_eq!(
        (opened.documents[0].body.as_slice(), opened.documents[0].revision),
        (&b"two"[..], Revision(2))
    );
    assert_eq!(opened.troubles, []);
}

#[wasm_bindgen_test]
async fn a_row_that_moved_stops_the_whole_batch() {
    let (one, other) = (Database::new("moved"), Database::new("moved"));
    one.destroy().await.unwrap();
    let put = |row: &[u8], expect| Batch {
        expect: vec![("k".to_owned(), expect)],
        put: vec![("k".to_owned(), row.to_vec()), ("beside".to_owned(), row.to_vec())],
        remove: Vec::new(),
    };
    one.commit(put(b"first", None)).await.unwrap();
    assert_eq!(other.commit(put(b"second", None)).await, Err(StoreError::Moved));
    other.commit(put(b"third", Some(Stamp::of(b"first")))).await.unwrap();
    assert_eq!(
        one.commit(put(b"fourth", Some(Stamp::of(b"first")))).await,
        Err(StoreError::Moved)
    );
    let rows = one.rows().await.unwrap();
    assert_eq!(
        (rows["k"].as_slice(), rows["beside"].as_slice()),
        (&b"third"[..], &b"third"[..])
    );
}

#[wasm_bindgen_test]
async fn a_full_device_keeps_what_was_there() {
    let vault = fresh("full").await;
    let kept = vault.put(&id(), b"one", None, now()).await.unwrap();
    run("self.put0 = IDBObjectStore.prototype.put;
         IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };");
    let full = vault.put(&id(), b"two", Some(kept.revision), now()).await;
    run("IDBObjectStore.prototype.put = self.put0;");
    assert_eq!(full, Err(PutError::Store(StoreError::Full)));
    assert_eq!(vault.read().await.unwrap().documents[0].body, b"one");
    vault.put(&id(), b"two", Some(kept.revision), now()).await.unwrap();
}

#[wasm_bindgen_test]
async fn an_aborted_transaction_is_said_to_be_aborted() {
    let vault = fresh("aborted").await;
    let kept = vault.put(&id(), b"one", None, now()).await.unwrap();
    run("self.commit0 = IDBTransaction.prototype.commit;
         IDBTransaction.prototype.commit = function () { this.abort(); };");
    let aborted = vault.put(&id(), b"two", Some(kept.revision), now()).await;
    run("IDBTransaction.prototype.commit = self.commit0;");
    assert_eq!(aborted, Err(PutError::Store(StoreError::Aborted)));
    assert_eq!(vault.read().await.unwrap().documents[0].body, b"one");
    vault.put(&id(), b"two", Some(kept.revision), now()).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_connection_that_was_taken_away_is_opened_anew() {
    run("self.connections = []; self.transaction0 = IDBDatabase.prototype.transaction;
         IDBDatabase.prototype.transaction = function (...words) { self.connections.push(this); return self.transaction0.apply(this, words); };");
    let vault = fresh("closed").await;
    let kept = vault.put(&id(), b"one", None, now()).await.unwrap();
    run("self.connections.at(-1).close();");
    let kept = vault.put(&id(), b"two", Some(kept.revision), now()).await.unwrap();
    // And when the browser says that it took it away.
    run("const last = self.connections.at(-1); last.close(); last.dispatchEvent(new Event('close'));");
    vault.put(&id(), b"three", Some(kept.revision), now()).await.unwrap();
    run("IDBDatabase.prototype.transaction = self.transaction0;");
    assert_eq!(vault.read().await.unwrap().documents[0].body, b"three");
}

#[wasm_bindgen_test]
async fn every_write_is_strict() {
    run(
        "self.durabilities = []; self.transaction1 = IDBDatabase.prototype.transaction;
         IDBDatabase.prototype.transaction = function (...words) {
           const transaction = self.transaction1.apply(this, words);
           if (transaction.mode === 'readwrite') self.durabilities.push(transaction.durability);
           return transaction;
         };",
    );
    let vault = fresh("strict").await;
    vault.put(&id(), b"one", None, now()).await.unwrap();
    run("IDBDatabase.prototype.transaction = self.transaction1;
         if (self.durabilities.length < 2 || self.durabilities.some((one) => one !== 'strict')) throw new Error(self.durabilities.join());");
}

#[wasm_bindgen_test]
async fn deleting_does_not_wait_for_an_open_tab() {
    let vault = fresh("wiped").await;
    vault.put(&id(), b"one", None, now()).await.unwrap();
    Database::new("wiped").destroy().await.unwrap();
    assert_eq!(look(&Database::new("wiped")).await, Ok(Found::Nothing));
}

#[wasm_bindgen_test]
async fn one_holder_at_a_time() {
    let first = try_lock("draft:x").await.unwrap().expect("nobody holds it");
    assert!(try_lock("draft:x").await.unwrap().is_none());
    drop(first);
    let waited = wait_for_lock("draft:x").await.unwrap();
    assert!(try_lock("draft:x").await.unwrap().is_none());
    drop(waited);
    wait(20).await;
    assert!(try_lock("draft:x").await.unwrap().is_some());
}

#[wasm_bindgen_test]
async fn tabs_hear_ids_and_revisions() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let listener = Rc::clone(&heard);
    let _hears = Channel::open("line", move |message| listener.borrow_mut().push(message)).unwrap();
    let says = Channel::open("line", |_| {}).unwrap();
    says.say(&Message::Kept(id(), Revision(3)));
    wait(100).await;
    assert_eq!(*heard.borrow(), [Message::Kept(id(), Revision(3))]);
}

#[wasm_bindgen_test]
async fn the_device_says_what_it_can() {
    Database::new("probe").probe().await.unwrap();
    assert!(is_persisted().await.is_some());
    assert!(estimate().await.unwrap().quota > 0.0);
}
