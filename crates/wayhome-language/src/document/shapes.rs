//! Values that may be written in two ways.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use toml::Spanned;
use toml::value::Datetime;

use super::text::Text;

/// A value and its place.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(transparent)]
pub(crate) struct Placed<T>(Spanned<T>);

impl<T> Placed<T> {
    pub(crate) fn get_ref(&self) -> &T {
        self.0.get_ref()
    }

    pub(crate) fn span(&self) -> Range<usize> {
        self.0.span()
    }
}

/// A text, or a table with more about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) enum TextOr<T> {
    Text(String),
    Table(T),
}

/// A text, or a list of tables.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) enum TextOrList<T> {
    Text(String),
    List(Vec<T>),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for TextOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = TextOr<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text in quotation marks or a table in curly brackets")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(TextOr::Text(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(TextOr::Table)
            }
        }

        deserializer.deserialize_any(Either(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for TextOrList<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = TextOrList<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text in quotation marks or a list of tables")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(TextOrList::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(items)).map(TextOrList::List)
            }
        }

        deserializer.deserialize_any(Either(PhantomData))
    }
}

/// A text, a table with more about it, or a list of such tables.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) enum TextOrMore<T> {
    Text(String),
    Table(T),
    List(Vec<T>),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for TextOrMore<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = TextOrMore<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text in quotation marks, a table in curly brackets, or a list of tables")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(TextOrMore::Text(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(TextOrMore::Table)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(items)).map(TextOrMore::List)
            }
        }

        deserializer.deserialize_any(Either(PhantomData))
    }
}

/// A text that was written instead of a table, with its place.
pub(crate) fn text(value: &str, span: Range<usize>) -> Text {
    Text {
        value: value.to_owned(),
        span,
    }
}

/// What was written, the text with its place.
pub(crate) enum Written<'a, T> {
    Text(Text),
    More(&'a T),
}

/// Splits a value that may be written in two ways.
pub(crate) fn written<T>(value: &Placed<TextOr<T>>) -> Written<'_, T> {
    match value.get_ref() {
        TextOr::Text(written) => Written::Text(text(written, value.span())),
        TextOr::Table(table) => Written::More(table),
    }
}

/// A number, exactly as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Number(pub(crate) Decimal);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Numbers;

        impl Visitor<'_> for Numbers {
            type Value = Number;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Number, E> {
                Ok(Number(Decimal::from(number)))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Number, E> {
                Ok(Number(Decimal::from(number)))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Number, E> {
                let exact = Decimal::from_str_exact(&number.to_string());
                exact
                    .map(Number)
                    .map_err(|_| E::custom("this number has too many digits"))
            }
        }

        deserializer.deserialize_any(Numbers)
    }
}

/// A day, as a date of TOML or as text: `2026-04-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Day(pub(crate) NaiveDate);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Days;

        impl<'de> Visitor<'de> for Days {
            type Value = Day;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date like 2026-04-01")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Day, E> {
                text.parse::<Datetime>()
                    .ok()
                    .and_then(day)
                    .ok_or_else(|| E::custom("this is not a date like 2026-04-01"))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Day, A::Error> {
                let written = Datetime::deserialize(MapAccessDeserializer::new(map))?;
                day(written).ok_or_else(|| A::Error::custom("this is not a date like 2026-04-01"))
            }
        }

        deserializer.deserialize_any(Days)
    }
}

/// The day that a date of TOML names; `None` where it has a time, or a year in which nothing of this began: `0026` is a slip for 2026.
pub(crate) fn day(written: Datetime) -> Option<Day> {
    let date = written
        .date
        .filter(|_| written.time.is_none() && written.offset.is_none())
        .filter(|date| date.year >= 1900)?;
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day)).map(Day)
}
