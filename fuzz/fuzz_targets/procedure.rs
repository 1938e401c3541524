//! Any text as a procedure and as an expression: diagnostics or a result, never a panic.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use wayhome_language::{Names, Source, Vocabulary, bank_holidays, compile, expression};
use wayhome_procedures::sources;

static VOCABULARY: LazyLock<Option<Vocabulary>> =
    LazyLock::new(|| Vocabulary::parse(&Source::new("vocabulary.toml", sources::VOCABULARY)).ok());

fuzz_target!(|text: &str| {
    let Some(vocabulary) = VOCABULARY.as_ref() else { return };
    let Ok(calendar) = bank_holidays(&Source::new("bank-holidays.toml", sources::BANK_HOLIDAYS)) else { return };
    let _ = compile(&Source::new("fuzzed.toml", text), vocabulary, &calendar);
    let _ = expression(text, &Names::of_vocabulary(vocabulary));
});
