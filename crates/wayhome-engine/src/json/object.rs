//! Reading what derives its other half from serde: objects with known fields, lists, words.

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

use super::{Begins, Reader};
use crate::day;

/// What can be read from JSON as it was written by `Serialize`.
pub(crate) trait FromJson: Sized {
    /// Reads one; `None` where it is something else, and the reader stands where that showed.
    fn from_json(reader: &mut Reader<'_>) -> Option<Self>;
}

/// A field that waits for its value.
///
/// Fields are handed over behind this, so that there is one loop over the fields of an object in the program, and not one for each struct.
pub(crate) trait Field {
    /// Reads the value; `None` too where it has come already.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Option<()>;
}

impl<T: FromJson> Field for Option<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        if self.is_some() {
            return None;
        }
        *self = Some(T::from_json(reader)?);
        Some(())
    }
}

/// Implements [`FromJson`] for a struct. Every field comes once at most, and there is no other. After `may be absent`: fields that are left out where
/// they are empty.
macro_rules! record_of {
    ($type:ident { $($field:ident),* $(,)? } $(may be absent { $($maybe:ident),* $(,)? })?) => {
        impl $crate::json::FromJson for $type {
            fn from_json(reader: &mut $crate::json::Reader<'_>) -> Option<Self> {
                $(let mut $field = None;)*
                $($(let mut $maybe = None;)*)?
                reader.fields(&mut [
                    $((stringify!($field), &mut $field as &mut dyn $crate::json::Field),)*
                    $($((stringify!($maybe), &mut $maybe as &mut dyn $crate::json::Field),)*)?
                ])?;
                Some(Self { $($field: $field?,)* $($($maybe: $maybe.unwrap_or_default(),)*)? })
            }
        }
    };
}

/// Implements [`FromJson`] for an enum of words.
macro_rules! word {
    ($type:ident { $($word:literal => $variant:ident),* $(,)? }) => {
        impl $crate::json::FromJson for $type {
            fn from_json(reader: &mut $crate::json::Reader<'_>) -> Option<Self> {
                match &*reader.text()? {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use {record_of, word};

impl Reader<'_> {
    /// Reads an object that has no other fields than these, each once at most.
    pub(crate) fn fields(&mut self, fields: &mut [(&str, &mut dyn Field)]) -> Option<()> {
        self.object(|reader, name| fields.iter_mut().find(|(known, _)| *known == name)?.1.fill(reader))
    }

    /// Reads a list that has exactly these items.
    pub(crate) fn items(&mut self, items: &mut [&mut dyn Field]) -> Option<()> {
        let mut waiting = items.iter_mut();
        self.list(|reader| waiting.next()?.fill(reader))?;
        waiting.next().is_none().then_some(())
    }
}

impl FromJson for String {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        reader.text().map(std::borrow::Cow::into_owned)
    }
}

impl FromJson for bool {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        reader.bool()
    }
}

/// Whole numbers; all of ours fit.
impl FromJson for i64 {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        // Nobody writes that, and serde takes it for a fraction.
        reader.number().filter(|text| *text != "-0")?.parse().ok()
    }
}

macro_rules! whole {
    ($($type:ident)*) => {$(
        impl FromJson for $type {
            fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
                i64::from_json(reader)?.try_into().ok()
            }
        }
    )*};
}

whole!(u8 u16 u32 i32);

impl FromJson for Decimal {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        Decimal::from_str_exact(&reader.text()?).ok()
    }
}

impl FromJson for NaiveDate {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        day::date(&reader.text()?)
    }
}

impl FromJson for NaiveDateTime {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        day::date_time(&reader.text()?)
    }
}

impl<T: FromJson> FromJson for Box<T> {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        T::from_json(reader).map(Self::new)
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        if reader.begins()? == Begins::Null {
            return reader.null().map(|()| None);
        }
        T::from_json(reader).map(Some)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        let mut items = Self::new();
        reader.list(|reader| {
            items.push(T::from_json(reader)?);
            Some(())
        })?;
        Some(items)
    }
}
