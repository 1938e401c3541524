//! JSON read in one pass over its bytes, into what it is for, without a tree in between.
//!
//! This takes what RFC 8259 calls JSON, and nothing else. It does not say what is wrong, only where it stopped: whoever has to tell a person
//! reads the same bytes again with `serde_json`, whose messages name the field and the kind of value.

mod object;
mod procedure;
mod scan;

use std::borrow::Cow;

pub(crate) use object::{Field, FromJson, record_of, word};

/// How deep lists and objects may lie in one another; as deep as `serde_json` goes.
const DEEPEST: u8 = 127;

/// What a value begins as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begins {
    Null,
    Bool,
    Number,
    Text,
    List,
    Object,
}

/// A place in a JSON text.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
    deep: u8,
}

impl<'a> Reader<'a> {
    /// At the beginning of a text; `None` where it is not UTF-8.
    pub(crate) fn new(bytes: &'a [u8]) -> Option<Self> {
        simdutf8::basic::from_utf8(bytes)
            .ok()
            .map(|text| Self { text, at: 0, deep: 0 })
    }

    /// At the beginning of a text that stands so deep in lists and objects of another.
    pub(crate) fn within(bytes: &'a [u8], deep: u8) -> Option<Self> {
        Self::new(bytes).map(|reader| Self { deep, ..reader })
    }

    /// How many bytes were read.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Does it stand as deep as it goes? What opens another list or object there is refused.
    pub(crate) fn is_deepest(&self) -> bool {
        self.deep == DEEPEST
    }

    /// Another reader at the same place.
    pub(crate) fn again(&self) -> Self {
        Self { ..*self }
    }

    /// Reads a field that has not come yet.
    pub(crate) fn once<T: FromJson>(&mut self, field: &mut Option<T>) -> Option<()> {
        Field::fill(field, self)
    }

    /// The next byte that is no white space, not taken yet.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// What the next value is, by its first byte.
    pub(crate) fn begins(&mut self) -> Option<Begins> {
        Some(match self.peek()? {
            b'n' => Begins::Null,
            b't' | b'f' => Begins::Bool,
            b'-' | b'0'..=b'9' => Begins::Number,
            b'"' => Begins::Text,
            b'[' => Begins::List,
            b'{' => Begins::Object,
            _ => return None,
        })
    }

    /// Takes this byte, if it is the next.
    #[inline]
    fn takes(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Takes exactly these letters.
    #[inline]
    fn letters(&mut self, letters: &[u8]) -> Option<()> {
        self.peek()?;
        let until = self.at + letters.len();
        let found = self.text.as_bytes().get(self.at..until)? == letters;
        self.at = if found { until } else { self.at };
        found.then_some(())
    }

    pub(crate) fn null(&mut self) -> Option<()> {
        self.letters(b"null")
    }

    pub(crate) fn bool(&mut self) -> Option<bool> {
        if self.peek()? == b't' {
            self.letters(b"true").map(|()| true)
        } else {
            self.letters(b"false").map(|()| false)
        }
    }

    /// The digits, sign, point and exponent of a number as they stand.
    pub(crate) fn number(&mut self) -> Option<&'a str> {
        self.peek()?;
        let start = self.at;
        self.at += scan::number(self.text.as_bytes().get(start..)?)?;
        self.text.get(start..self.at)
    }

    /// A text; borrowed, unless something in it is escaped.
    pub(crate) fn text(&mut self) -> Option<Cow<'a, str>> {
        if !self.takes(b'"') {
            return None;
        }
        let start = self.at;
        let rest = self.text.as_bytes().get(start..)?;
        let plain = scan::plain(rest);
        if *rest.get(plain)? == b'"' {
            self.at = start + plain + 1;
            return self.text.get(start..start + plain).map(Cow::Borrowed);
        }
        let length = scan::escaped(rest, plain)?;
        self.at = start + length + 1;
        scan::unescape(self.text.get(start..start + length)?).map(Cow::Owned)
    }

    /// Reads the items of a list, one call each.
    pub(crate) fn list(&mut self, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.enter(b'[')?;
        if !self.takes(b']') {
            loop {
                item(self)?;
                if !self.takes(b',') {
                    break;
                }
            }
            self.takes(b']').then_some(())?;
        }
        self.deep -= 1;
        Some(())
    }

    /// Reads the fields of an object, one call each with the name; the call takes the value.
    pub(crate) fn object(&mut self, mut field: impl FnMut(&mut Self, &str) -> Option<()>) -> Option<()> {
        self.each_field(|reader| {
            let name = reader.name()?;
            field(reader, &name)
        })
    }

    /// Reads the fields of an object, one call each; the call takes the name and the value.
    pub(crate) fn each_field(&mut self, mut field: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.enter(b'{')?;
        if !self.takes(b'}') {
            loop {
                field(self)?;
                if !self.takes(b',') {
                    break;
                }
            }
            self.takes(b'}').then_some(())?;
        }
        self.deep -= 1;
        Some(())
    }

    /// The name of a field, with the colon after it.
    pub(crate) fn name(&mut self) -> Option<Cow<'a, str>> {
        let name = self.text()?;
        self.takes(b':').then_some(name)
    }

    /// Takes the name of a field, with the colon after it, if it is just this one.
    pub(crate) fn takes_name(&mut self, name: &str) -> bool {
        let start = self.at;
        if self.takes(b'"')
            && scan::begins_with(self.text.as_bytes().get(self.at..).unwrap_or_default(), name.as_bytes())
        {
            self.at += name.len();
            if self.text.as_bytes().get(self.at) == Some(&b'"') {
                self.at += 1;
                if self.takes(b':') {
                    return true;
                }
            }
        }
        self.at = start;
        false
    }

    fn enter(&mut self, open: u8) -> Option<()> {
        if !self.takes(open) || self.deep == DEEPEST {
            return None;
        }
        self.deep += 1;
        Some(())
    }

    /// Passes over a value, whatever it is.
    pub(crate) fn skip(&mut self) -> Option<()> {
        match self.begins()? {
            Begins::Null => self.null(),
            Begins::Bool => self.bool().map(|_| ()),
            Begins::Number => self.number().map(|_| ()),
            Begins::Text => self.text().map(|_| ()),
            Begins::List => self.list(Self::skip),
            Begins::Object => self.object(|reader, _| reader.skip()),
        }
    }

    /// A value as it stands in the text, whatever it is.
    pub(crate) fn raw(&mut self) -> Option<&'a str> {
        self.peek()?;
        let start = self.at;
        self.skip()?;
        self.text.get(start..self.at)
    }

    /// Is there nothing after this but white space?
    pub(crate) fn is_done(&mut self) -> bool {
        self.peek().is_none()
    }
}

#[cfg(test)]
mod tests;
