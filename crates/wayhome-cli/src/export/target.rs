//! What a record is exported to.

use std::io;

use wayhome_export::{
    Document, Losses, Outgoing, PLAIN_TEXT, READABLE_PAGE, document_losses, page, page_losses, plain_text,
};

use super::place::Content;
use crate::procedures::Known;

/// What a record is exported to.
pub(super) enum Target {
    /// Wayhome JSON.
    Json,
    /// A readable page.
    Html,
    /// Its plain-text twin.
    Text,
}

impl Target {
    /// The target of this name; `None` once it is said why there is none.
    pub(super) fn named(name: &str, _known: &Known) -> io::Result<Option<Self>> {
        Ok(Some(match name {
            "json" => Self::Json,
            "html" => Self::Html,
            "text" => Self::Text,
            _ => {
                eprintln!("wayhome: `{name}` is nothing to export to. There are json, html and text.");
                return Ok(None);
            }
        }))
    }

    /// A record as this target wants it, and what that could not carry.
    pub(super) fn export(&self, outgoing: &Outgoing<'_>) -> Result<(Content, Losses), String> {
        let said = |error: serde_json::Error| error.to_string();
        Ok(match self {
            Self::Json => {
                let document = Document::new(outgoing);
                let content = Content::Json(serde_json::to_value(&document).map_err(said)?);
                (content, document_losses(outgoing))
            }
            Self::Html => {
                let content = Content::Page(page(outgoing));
                (content, page_losses(outgoing, READABLE_PAGE))
            }
            Self::Text => {
                let content = Content::Text(plain_text(outgoing));
                (content, page_losses(outgoing, PLAIN_TEXT))
            }
        })
    }
}
