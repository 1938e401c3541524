//! An export in a CloudEvents 1.0 envelope.

use serde_json::{Value as Json, json};

/// What an envelope says beside the export.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    /// The idempotency key: `source` and `id` together stand for one event.
    pub key: &'a str,
    /// Who sends, as a URI reference: where the app is served from, or a name that the council chose.
    pub source: &'a str,
    /// The record's own id.
    pub record: Option<&'a str>,
    /// When it was prepared, by RFC 3339: `2026-03-02T14:05:00Z`.
    pub time: &'a str,
}

/// An export in an envelope of CloudEvents 1.0, in structured mode: to be sent as `application/cloudevents+json`.
///
/// ```
/// use wayhome_outbox::{Event, cloud_event};
/// let event = Event { key: "k-1", source: "https://wayhome.example", record: Some("r-1"), time: "2026-03-02T14:05:00Z" };
/// let sent = cloud_event(&event, serde_json::json!({ "wayhome": 1 }));
/// assert_eq!(sent["specversion"], "1.0");
/// assert_eq!(sent["data"]["wayhome"], 1);
/// ```
///
/// Source: CloudEvents 1.0.2, §§ Required and Optional Attributes, and its JSON format.
#[must_use]
pub fn cloud_event(event: &Event<'_>, export: Json) -> Json {
    let mut envelope = json!({
        "specversion": "1.0",
        "id": event.key,
        "source": event.source,
        "type": "wayhome.record.exported",
        "time": event.time,
        "datacontenttype": "application/json",
    });
    if let Some(fields) = envelope.as_object_mut() {
        fields.insert("data".to_owned(), export);
        // An attribute without a value is left out.
        if let Some(record) = event.record.filter(|id| !id.is_empty()) {
            fields.insert("subject".to_owned(), record.into());
        }
    }
    envelope
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_without_an_id_is_no_subject() {
        let subject = |record| {
            let event = Event {
                key: "k-1",
                source: "https://wayhome.example",
                record,
                time: "2026-03-02T14:05:00Z",
            };
            cloud_event(&event, json!({})).get("subject").cloned()
        };
        assert_eq!(subject(Some("r-1")), Some(json!("r-1")));
        assert_eq!(subject(Some("")), None);
        assert_eq!(subject(None), None);
    }
}
