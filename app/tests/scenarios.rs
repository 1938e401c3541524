//! The training scenarios hold in WebAssembly, in a real browser, as they do natively (`crates/wayhome-training/tests/scenarios/records.rs`).
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};
use wayhome_engine::{Expected, Record, check};
use wayhome_training::{Draft, Walk, scenario, shipped, text, toml};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn each_record_is_found_to_be_exactly_what_its_scenario_says() {
    let mut records = 0;
    for (id, title) in shipped() {
        let scenario = scenario(id).unwrap();
        let plan = wayhome_procedures::plan(&scenario.procedure, &scenario.form).unwrap();
        let mut hold = |what: &str, record: Record, expected: Expected<'_>| {
            let found = expected.differences(&check(&plan, scenario.today, record));
            assert!(found.is_empty(), "{id}, {what}: {found:?}");
            records += 1;
        };
        hold("model", scenario.model_record(), scenario.model.expected());
        for attempt in &scenario.attempts {
            let record = scenario.other_record(&attempt.answers, &attempt.leaves_out);
            hold(&attempt.id, record, attempt.expected());
        }
        for variant in &scenario.variants {
            let record = scenario.other_record(&variant.answers, &variant.leaves_out);
            hold(&variant.id, record, variant.expected());
        }
        assert_eq!(scenario.problems(&plan), [], "{id}");
        console_log!("{title}: holds");
    }
    assert!(shipped().len() >= 12);
    assert!(records >= 45, "{records}");
}

#[wasm_bindgen_test]
fn every_attempt_is_put_right_to_what_the_model_record_comes_to() {
    for (id, _) in shipped() {
        let scenario = scenario(id).unwrap();
        let plan = wayhome_procedures::plan(&scenario.procedure, &scenario.form).unwrap();
        let model = check(&plan, scenario.today, scenario.model_record());
        for attempt in &scenario.attempts {
            let mut walk = Walk::new(&plan, &scenario, attempt);
            attempt.rights.iter().for_each(|_| walk.forward());
            assert_eq!(walk.shown().unwrap().outcome, model.outcome, "{id}, {}", attempt.id);
        }
    }
}

#[wasm_bindgen_test]
fn what_is_saved_as_a_file_is_read_again_as_the_same_scenario() {
    for (id, _) in shipped() {
        let draft = Draft::open(serde_json::from_str(text(id).unwrap()).unwrap());
        let file = toml::read(&draft.toml()).unwrap();
        assert_eq!(Draft::open(file.into()).scenario(), draft.scenario(), "{id}");
    }
}
