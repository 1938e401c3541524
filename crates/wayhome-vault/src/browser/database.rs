//! The store in `IndexedDB`: one object store of bytes under text keys, strict durability, an explicit commit.

use std::cell::RefCell;
use std::rc::Rc;

use futures::future::{Either, select};
use indexed_db_futures::database::Database as Connection;
use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{TransactionDurability, TransactionMode, TransactionOptions};
use js_sys::Uint8Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget};

use super::wait;
use crate::store::{Batch, Rows, Stamp, Store, StoreError};

const ROWS: &str = "rows";
const PROBE: &str = "probe";
/// How long the browser may take over one thing, in milliseconds, before the connection counts as lost.
const PATIENCE: i32 = 5_000;

/// The rows of one database. Clones share the connection.
#[derive(Clone)]
pub struct Database {
    name: &'static str,
    open: Rc<RefCell<Option<Open>>>,
    /// Whoever is to know that the browser has taken it away.
    taken: Rc<RefCell<Option<Taken>>>,
}

type Taken = Rc<dyn Fn()>;

/// An open connection, and what listens for its end.
struct Open {
    connection: Connection,
    ended: Rc<Closure<dyn FnMut(Event)>>,
}

/// A connection that nobody listens to any more would hold up whoever wants to delete the database.
impl Drop for Open {
    fn drop(&mut self) {
        let target: &EventTarget = self.connection.as_sys().unchecked_ref();
        for event in ["close", "versionchange"] {
            let _ = target.remove_event_listener_with_callback(event, (*self.ended).as_ref().unchecked_ref());
        }
        self.connection.clone().close();
    }
}

impl Database {
    /// The database of this name; it is opened when it is first used, and anew whenever the browser has closed it.
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            open: Rc::default(),
            taken: Rc::default(),
        }
    }

    /// Has something done whenever the browser takes the open database away, as it does when somebody clears the site's data: what was kept
    /// may be gone.
    pub fn when_taken(&self, then: impl Fn() + 'static) {
        self.taken.replace(Some(Rc::new(then)));
    }

    /// Writes a record and reads it back: does this browser keep anything at all?
    ///
    /// # Errors
    ///
    /// When it does not.
    pub async fn probe(&self) -> Result<(), StoreError> {
        let mark = js_sys::Math::random().to_be_bytes().to_vec();
        let put = vec![(PROBE.to_owned(), mark.clone())];
        self.commit(Batch {
            put,
            ..Batch::default()
        })
        .await?;
        let rows = self.all().await?;
        if rows.get(PROBE) == Some(&mark) {
            Ok(())
        } else {
            Err(StoreError::Unavailable)
        }
    }

    async fn all(&self) -> Result<Rows, StoreError> {
        self.patiently(async {
            match self.read().await {
                // The browser closed it behind our back: once more, on a new connection.
                Err(StoreError::Lost) => self.read().await,
                read => read,
            }
        })
        .await
    }

    async fn read(&self) -> Result<Rows, StoreError> {
        let connection = self.connection().await?;
        let transaction = connection
            .transaction(ROWS)
            .build()
            .map_err(|error| self.failed(&error))?;
        let store = transaction.object_store(ROWS).map_err(|error| self.failed(&error))?;
        let keys = store
            .get_all_keys::<JsValue>()
            .primitive()
            .map_err(|error| self.failed(&error))?;
        let values = store
            .get_all::<JsValue>()
            .primitive()
            .map_err(|error| self.failed(&error))?;
        let keys: Vec<_> = keys.await.map_err(|error| self.failed(&error))?.collect();
        let values: Vec<_> = values.await.map_err(|error| self.failed(&error))?.collect();
        let mut rows = Rows::new();
        for (key, value) in keys.into_iter().zip(values) {
            let key = key.map_err(|error| self.failed(&error))?.as_string();
            let value = value.map_err(|error| self.failed(&error))?.dyn_into::<Uint8Array>();
            if let (Some(key), Ok(value)) = (key, value) {
                rows.insert(key, value.to_vec());
            }
        }
        Ok(rows)
    }

    /// Nothing but requests of this one transaction is awaited from its start to its commit: otherwise it would end by itself.
    async fn write(&self, batch: &Batch) -> Result<(), StoreError> {
        let connection = self.connection().await?;
        let options = TransactionOptions::new().with_durability(TransactionDurability::Strict);
        let transaction = connection
            .transaction(ROWS)
            .with_mode(TransactionMode::Readwrite)
            .with_options(options)
            .build()
            .map_err(|error| self.failed(&error))?;
        let failed = |error| self.failed(&error);
        let store = transaction.object_store(ROWS).map_err(failed)?;
        for (key, expected) in &batch.expect {
            let row: Option<JsValue> = store
                .get(key.as_str())
                .primitive()
                .map_err(failed)?
                .await
                .map_err(failed)?;
            let row = row.and_then(|row| row.dyn_into::<Uint8Array>().ok());
            if row.map(|row| Stamp::of(&row.to_vec())) != *expected {
                // Dropped without its commit, the transaction is rolled back.
                return Err(StoreError::Moved);
            }
        }
        for key in &batch.remove {
            store.delete(key.as_str()).primitive().map_err(failed)?;
        }
        for (key, row) in &batch.put {
            let row: JsValue = Uint8Array::from(row.as_slice()).into();
            store
                .put(row)
                .with_key(key.clone())
                .without_key_type()
                .primitive()
                .map_err(failed)?
                .await
                .map_err(failed)?;
        }
        drop(store);
        transaction.commit().await.map_err(failed)
    }

    async fn connection(&self) -> Result<Connection, StoreError> {
        if let Some(open) = &*self.open.borrow() {
            return Ok(open.connection.clone());
        }
        let connection = Connection::open(self.name)
            .with_version(1_u8)
            .with_on_upgrade_needed(|_, database| {
                database.create_object_store(ROWS).build()?;
                Ok(())
            })
            .await
            .map_err(|error| not_opened(&error))?;
        let (forget, taken) = (Rc::downgrade(&self.open), Rc::downgrade(&self.taken));
        // `close`: the browser took it away. `versionchange`: somebody wants to delete or renew it, which must not wait for us.
        let ended = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            if event.type_() == "versionchange"
                && let Some(database) = event
                    .target()
                    .and_then(|target| target.dyn_into::<web_sys::IdbDatabase>().ok())
            {
                database.close();
            }
            if let Some(open) = forget.upgrade() {
                open.replace(None);
            }
            let then = taken.upgrade().and_then(|taken| taken.borrow().clone());
            if let Some(then) = then.filter(|_| event.type_() == "close") {
                then();
            }
        });
        let ended = Rc::new(ended);
        let target: &EventTarget = connection.as_sys().unchecked_ref();
        for event in ["close", "versionchange"] {
            let _ = target.add_event_listener_with_callback(event, (*ended).as_ref().unchecked_ref());
        }
        // The closure outlives this connection in it: an event that is on its way must find it.
        self.open.replace(Some(Open {
            connection: connection.clone(),
            ended,
        }));
        Ok(connection)
    }

    fn forget(&self) {
        self.open.replace(None);
    }

    /// What an error means before anything was written. A connection that does not answer is forgotten, so that the next try opens another.
    fn failed(&self, error: &Error) -> StoreError {
        match judged(error) {
            StoreError::Lost => {
                self.forget();
                StoreError::Lost
            }
            other => other,
        }
    }

    async fn patiently<T>(&self, work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
        match select(Box::pin(work), Box::pin(wait(PATIENCE))).await {
            Either::Left((done, _)) => done,
            Either::Right(_) => {
                self.forget();
                Err(StoreError::Lost)
            }
        }
    }
}

impl Store for Database {
    async fn rows(&self) -> Result<Rows, StoreError> {
        let mut rows = self.all().await?;
        rows.remove(PROBE);
        Ok(rows)
    }

    async fn commit(&self, batch: Batch) -> Result<(), StoreError> {
        self.patiently(async {
            match self.write(&batch).await {
                // Lost before the transaction began means that nothing was written; a batch that was, is not expected twice.
                Err(StoreError::Lost) if !batch.expect.is_empty() => match self.write(&batch).await {
                    Err(StoreError::Moved) => Err(StoreError::Lost),
                    again => again,
                },
                done => done,
            }
        })
        .await
    }

    async fn destroy(&self) -> Result<(), StoreError> {
        self.forget();
        self.patiently(async {
            let deleting = Connection::delete_by_name(self.name).map_err(|error| not_opened(&error))?;
            deleting.await.map_err(|error| judged(&error))
        })
        .await
        .map_err(|error| {
            if error == StoreError::Lost {
                StoreError::Blocked
            } else {
                error
            }
        })
    }
}

fn not_opened(error: &OpenDbError) -> StoreError {
    match error {
        OpenDbError::Base(error) => match judged(error) {
            StoreError::Full => StoreError::Full,
            StoreError::Lost => StoreError::Lost,
            _ => StoreError::Unavailable,
        },
        _ => StoreError::Unavailable,
    }
}

fn judged(error: &Error) -> StoreError {
    match error {
        Error::DomException(DomException::InvalidStateError(_)) => StoreError::Lost,
        Error::DomException(DomException::Other(other)) if other.name() == "QuotaExceededError" => StoreError::Full,
        Error::DomException(DomException::Other(other)) if other.name() == "UnknownError" => StoreError::Lost,
        _ => StoreError::Aborted,
    }
}
